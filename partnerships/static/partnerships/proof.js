// Does the proof of work of a form while people type. Without scripts a form is taken too, only less often per address.
for (const form of document.querySelectorAll("form[data-challenge]")) {
  const field = form.elements.proof;
  if (!field.value && globalThis.isSecureContext && globalThis.Worker) {
    const worker = new Worker(form.dataset.worker);
    worker.onmessage = ({ data }) => {
      field.value = data;
      worker.terminate();
    };
    worker.postMessage(JSON.parse(form.dataset.challenge));
  }
}
