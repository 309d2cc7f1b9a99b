// Shows how far a run is; when the worker is done, the page is read anew with its report.
const PERIOD = 2000;

async function look() {
  try {
    const response = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[data-run]");
    if (fresh === null || !fresh.hasAttribute("data-at-work")) {
      location.reload();
      return;
    }
    document.querySelector("[data-run]").replaceWith(document.adoptNode(fresh));
  } catch {
    // The next look may get through.
  }
  setTimeout(look, PERIOD);
}

setTimeout(look, PERIOD);
