// Fetches htmx once somebody turns to a form that uses it: who only reads is spared half of what the page weighs.
const source = document.currentScript.dataset.htmx;
let typedIn = null; // what was typed in before htmx could hear it
let isFetched = false;

function fetchHtmx() {
  if (isFetched) return;
  isFetched = true;
  const script = document.createElement("script");
  script.src = source;
  script.addEventListener("load", () => typedIn?.dispatchEvent(new Event("input", { bubbles: true })));
  document.head.append(script);
}

// htmx begins by itself in a document that is complete; in one that no longer loads but is not, it would wait for ever.
function whenComplete() {
  if (document.readyState === "complete") fetchHtmx();
  else addEventListener("load", fetchHtmx, { once: true });
}

const isUsed = (element) => Boolean(element?.closest("[data-hx-get], [data-hx-post]"));
document.addEventListener("focusin", ({ target }) => isUsed(target) && whenComplete());
document.addEventListener("input", ({ target }) => {
  if (!window.htmx && isUsed(target)) typedIn = target;
});
// Somebody is there already, or comes back through addresses that htmx wrote.
if (isUsed(document.activeElement) || history.state) whenComplete();
