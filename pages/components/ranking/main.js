// The ranked list beside the map: a table whose names open areas, a box to mark several.

export default function ({ data, parentElement, setTriggerValue }) {
  let table = parentElement.querySelector(".atlas-ranking table");
  if (!table) {
    const frame = parentElement.appendChild(document.createElement("div"));
    frame.className = "atlas-ranking";
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    table = frame.appendChild(document.createElement("table"));
  }
  const frame = table.parentElement;
  frame.setAttribute("aria-label", data.alt);
  // Beside an opened area the list is low, so that both are in view.
  frame.classList.toggle("atlas-low", Boolean(data.opened));
  const focused = table.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  const body = document.createElement("tbody");
  body.append(...data.rows.map((row) => line(row, data, setTriggerValue)));
  table.replaceChildren(head(data), body);
  if (focused) table.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  if (data.opened !== frame.dataset.opened) bringIntoView(frame, data.opened);
}

// Scrolls the list alone, and only where the opened area's line is not seen whole.
function bringIntoView(frame, opened) {
  frame.dataset.opened = opened || "";
  const row = opened && frame.querySelector(`tr[data-code="${CSS.escape(opened)}"]`);
  if (!row) return;
  const head = frame.querySelector("thead").offsetHeight;
  const [top, bottom] = [row.offsetTop - head, row.offsetTop + row.offsetHeight];
  if (top < frame.scrollTop || bottom > frame.scrollTop + frame.clientHeight) frame.scrollTop = top - row.offsetHeight;
}

function head(data) {
  const made = document.createElement("thead");
  const row = made.appendChild(document.createElement("tr"));
  for (const words of data.columns) {
    const cell = row.appendChild(document.createElement("th"));
    cell.scope = "col";
    cell.textContent = words;
  }
  return made;
}

function line([code, rank, name, words, day, share], data, tell) {
  const mark = data.marks[code];
  const row = document.createElement("tr");
  row.dataset.code = code;
  row.classList.toggle("atlas-silent", !words);
  row.classList.toggle("atlas-opened", code === data.opened);
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = Boolean(mark);
  box.dataset.name = `box ${code}`;
  box.setAttribute("aria-label", `${data.words.mark} ${name}`);
  if (mark) row.style.setProperty("--mark", mark);
  box.addEventListener("change", () => tell("clicked", { code, add: true }));
  const opener = document.createElement("button");
  opener.type = "button";
  opener.textContent = name;
  opener.dataset.name = `open ${code}`;
  if (code === data.opened) opener.setAttribute("aria-current", "true");
  opener.addEventListener("click", (event) => tell("clicked", { code, add: event.ctrlKey || event.shiftKey }));
  const value = document.createElement("span");
  value.textContent = words || data.words.noData;
  const bar = document.createElement("i");
  bar.style.width = `${100 * share}%`;
  for (const [place, parts] of [[box], [rank], [opener], [value, ...(words ? [bar] : [])], [day]].entries()) {
    if (place === 1 && !data.ranks) continue;
    row.appendChild(document.createElement("td")).append(...parts);
  }
  return row;
}
