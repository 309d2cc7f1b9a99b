// The rich text editor hands its text to the form a moment after the last key: wait for it, or the last words are lost.
(() => {
  const PAUSE = 400;
  let last = 0;
  let waiting = false;
  document.addEventListener("keydown", () => { last = Date.now(); }, true);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const rest = last + PAUSE - Date.now();
    if (form.id !== "words-form" || waiting || rest <= 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => {
      waiting = true;
      form.requestSubmit(event.submitter);
    }, rest);
  }, true);
})();
