// Places and partnerships are offered while somebody types: a combobox whose options lead to pages.
const PAUSE = 120;

function combobox(row) {
  const input = row.querySelector("input[type=search]");
  const list = document.createElement("ul");
  let options = [];
  let active = -1;
  let loading = null;
  let pause = 0;

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  row.append(list);

  function close() {
    clearTimeout(pause);
    loading?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    point(-1);
  }

  function point(position) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = position;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function offer(found) {
    options = found;
    list.replaceChildren(...options.map(optionOf));
    point(-1);
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function optionOf(found, position) {
    const option = document.createElement("li");
    const label = document.createElement("span");
    const note = document.createElement("span");
    option.id = `${list.id}-${position}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    label.textContent = found.label;
    if (found.language) label.lang = found.language;
    note.className = "suggestions__note";
    note.textContent = found.note;
    option.append(label, " ", note);
    option.addEventListener("click", () => location.assign(found.url));
    return option;
  }

  async function ask() {
    const typed = input.value.trim();
    if (!typed) return close();
    loading?.abort();
    loading = new AbortController();
    try {
      const response = await fetch(`${row.dataset.suggestions}?${new URLSearchParams({ q: typed })}`, { signal: loading.signal });
      if (response.ok && document.activeElement === input) offer((await response.json()).suggestions);
    } catch (error) {
      // Without suggestions the search itself still works.
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", event => {
    const last = options.length - 1;
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "ArrowDown" && list.hidden) ask();
    else if (event.key === "ArrowDown") point(active === last ? -1 : active + 1);
    else if (event.key === "ArrowUp" && !list.hidden) point(active === -1 ? last : active - 1);
    else if (event.key === "Enter" && active >= 0) location.assign(options[active].url);
    else if (event.key === "Enter") return close();
    else return;
    event.preventDefault();
  });
  // A click on an option must come before the list goes.
  list.addEventListener("pointerdown", event => event.preventDefault());
  input.addEventListener("blur", close);
}

document.querySelectorAll("[data-suggestions]").forEach(combobox);
