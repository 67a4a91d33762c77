// Offers completions of the word being typed in a search field, and keeps its form at what the page
// was asked. Without it the field works the same.
const PAUSE = 150; // milliseconds in which nothing more is typed

for (const field of document.querySelectorAll("input[data-suggestions]")) {
  const offered = document.createElement("datalist");
  offered.id = `${field.id}-suggestions`;
  field.after(offered);
  field.setAttribute("list", offered.id);

  // Back in the browser would put in words and choices that the results shown are not of.
  addEventListener("pageshow", ({ persisted }) => {
    const [visit] = performance.getEntriesByType("navigation");
    if (persisted || visit?.type === "back_forward") field.form.reset();
  });

  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(field, offered), PAUSE);
  });
}

async function offer(field, offered) {
  const typed = field.value;
  const response = await fetch(`${field.dataset.suggestions}?${new URLSearchParams({ q: typed })}`);
  if (!response.ok || field.value !== typed) return;
  const options = (await response.json()).suggestions.map((text) => new Option(text, text));
  offered.replaceChildren(...options);
}
