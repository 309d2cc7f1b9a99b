// The directory's result follows its form and links in place; without this they load pages that show the same.
const form = document.getElementById("directory-form");
const text = document.getElementById("directory-text");
const PARTS = ["directory-kept", "directory-facets", "directory-result"];
const TYPING_PAUSE = 250;

let loading = null;
let pause = 0;

function askedAddress() {
  const pairs = [...new FormData(form)].filter(([, value]) => value.trim() !== "");
  const parameters = new URLSearchParams(pairs).toString();
  return parameters ? `${location.pathname}?${parameters}` : location.pathname;
}

async function show(address, remember) {
  clearTimeout(pause);
  loading?.abort();
  loading = new AbortController();
  const result = document.getElementById("directory-result");
  result.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: loading.signal });
    if (!response.ok) throw new Error(response.statusText);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    replaceParts(fresh);
    replaceLanguages(fresh);
    remember?.call(history, null, "", address);
    document.getElementById("directory-status").textContent = document.getElementById("directory-total").textContent;
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function replaceParts(fresh) {
  const unfolded = [...document.querySelectorAll("#directory-facets details[open]")].map(details => details.id);
  const focused = mark(document.activeElement);
  for (const id of PARTS) {
    const part = document.getElementById(id);
    part.replaceWith(document.adoptNode(fresh.getElementById(id)));
  }
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  if (document.activeElement !== text) text.value = fresh.getElementById("directory-text").value;
  if (focused) document.querySelector(focused)?.focus({ preventScroll: true });
}

// The language switch leads to the same result in another language.
function replaceLanguages(fresh) {
  document.querySelector(".languages").replaceWith(document.adoptNode(fresh.querySelector(".languages")));
}

// What had the focus, as it is found again among what replaces it.
function mark(element) {
  if (!element?.closest("#directory-facets, #directory-result")) return null;
  if (element.name) {
    const value = element.type === "checkbox" ? `[value="${CSS.escape(element.value)}"]` : "";
    return `[name="${element.name}"]${value}`;
  }
  if (element.matches("summary")) return `#${element.parentElement.id} > summary`;
  if (element.closest(".views")) return ".views [aria-current]";
  return "#directory-total";
}

function follow(event) {
  const link = event.target.closest("#directory-result a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const address = new URL(link.getAttribute("href"), location.href);
  if (address.origin !== location.origin || address.pathname !== location.pathname) return;
  event.preventDefault();
  const turnsPage = link.closest(".pagination");
  show(address.href, history.pushState).then(() => {
    if (turnsPage) document.getElementById("directory-total").scrollIntoView();
  });
}

form.addEventListener("submit", event => {
  event.preventDefault();
  show(askedAddress(), history.pushState);
});
text.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => show(askedAddress(), history.replaceState), TYPING_PAUSE);
});
document.addEventListener("change", event => {
  if (event.target.form === form && event.target !== text) show(askedAddress(), history.pushState);
});
document.addEventListener("click", follow);
addEventListener("popstate", () => show(location.href, null));
