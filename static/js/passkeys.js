/* Passkeys. A form marked data-passkey="create" or "get" shows itself when the browser knows them, asks for the
   key when it is sent, and goes with the answer in its `credential` field. What the key must sign is in the JSON
   script that data-options names, or at the address of data-options-url. */
import "../mfa/js/webauthn-json.js";

const REFUSED = "La clé n’a pas répondu. Réessayez, ou choisissez une autre façon de faire.";

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const response = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`Options refused: ${response.status}`);
  return response.json();
}

async function askKey(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "get") return globalThis.webauthnJSON.get(options.request_options);
  const choice = options.creation_options.publicKey.authenticatorSelection;
  const alone = form.elements.passwordless?.checked ?? false;
  choice.residentKey = alone ? "required" : "discouraged";
  choice.requireResidentKey = alone;
  if (alone) choice.userVerification = "required";
  return globalThis.webauthnJSON.create(options.creation_options);
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const said = form.querySelector("[data-passkey-said]");
  said.textContent = "";
  try {
    form.elements.credential.value = JSON.stringify(await askKey(form));
    form.submit();
  } catch (error) {
    console.info(error);
    said.textContent = REFUSED;
  }
}

if (globalThis.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", send);
  }
}
