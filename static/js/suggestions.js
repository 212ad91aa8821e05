/* Titles below a search box while somebody types: a combobox, as ARIA's authoring practices have it. Without this the
   form just searches. */

const PAUSE = 150; // milliseconds without a key, then it is asked
const SHORTEST = 3; // letters

const offered = new WeakSet();

export function offer(input) {
  if (offered.has(input) || input.type !== "search") return;
  offered.add(input);
  const { suggestions, suggestionsLabel } = input.form.dataset;
  const list = Object.assign(document.createElement("ul"), { id: `${input.id}-list`, className: "suggestions plain" });
  let timer = 0;
  let asked = new AbortController();

  set(list, { role: "listbox", "aria-label": suggestionsLabel });
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });
  input.after(list);
  close();

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", onKey);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus, so the click arrives
  if (input.value !== input.defaultValue) ask(); // typed before this was here

  async function ask() {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const q = input.value.trim();
    if (q.length < SHORTEST) return close();
    try {
      const answer = await fetch(`${suggestions}?${new URLSearchParams({ q })}`, { signal });
      const found = answer.ok ? await answer.text() : "";
      if (!signal.aborted) show(found);
    } catch {
      if (!signal.aborted) close();
    }
  }

  function show(found) {
    list.innerHTML = found;
    options().forEach((option, at) => set(option, { id: `${list.id}-${at}`, "aria-selected": "false" }));
    if (!options().length || document.activeElement !== input) return close();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  function close() {
    clearTimeout(timer);
    asked.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function onKey(event) {
    if (event.isComposing || list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = options().findIndex((option) => option.ariaSelected === "true");
    if (step) choose(chosen, chosen < 0 && step < 0 ? -1 : chosen + step);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) options()[chosen].querySelector("a").click();
    else return;
    event.preventDefault();
  }

  function choose(before, at) {
    options()[before]?.setAttribute("aria-selected", "false");
    const option = options().at(at % options().length);
    set(option, { "aria-selected": "true" });
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function options() {
    return [...list.querySelectorAll("[role=option]")];
  }
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
