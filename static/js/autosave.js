// Says what becomes of a form that htmx saves while one writes, and lets "Enregistrer" wait for what is on its way:
// sent at once, it would carry the revision of before, and meet its own words as somebody else's.
const form = document.querySelector("form[data-hx-post]");
const said = document.getElementById("autosave");
let isUnderWay = false;
let pressed; // the button that waits

const hasArrived = (xhr) => xhr.status === 200 && xhr.responseURL.split("#")[0] === location.href.split("#")[0];

form.addEventListener("input", () => {
  if (!isUnderWay) said.textContent = "";
});
form.addEventListener("submit", (event) => {
  if (!isUnderWay) return;
  event.preventDefault();
  pressed = event.submitter;
});
form.addEventListener("htmx:beforeRequest", () => {
  isUnderWay = true;
  said.textContent = said.dataset.saving;
});
// Who is no longer signed in is led elsewhere: that page is not an answer.
said.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!hasArrived(detail.xhr)) detail.shouldSwap = false;
});
form.addEventListener("htmx:afterRequest", ({ detail }) => {
  isUnderWay = false;
  if (!detail.successful || !hasArrived(detail.xhr)) said.textContent = said.dataset.failed;
  if (pressed) form.requestSubmit(pressed);
});
