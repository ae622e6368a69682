// The ranked list beside the map: a table whose names open areas, a box to mark several. It is one
// stop for the Tab key (box and name of one line); arrow keys go from line to line.

export default function ({ data, parentElement, setTriggerValue }) {
  let table = parentElement.querySelector(".atlas-ranking table");
  if (!table) {
    const frame = parentElement.appendChild(document.createElement("div"));
    frame.className = "atlas-ranking";
    frame.setAttribute("role", "region");
    frame.addEventListener("keydown", (event) => walk(frame, event));
    frame.addEventListener("focusin", (event) => stopAt(frame, event.target.closest("tbody tr")));
    table = frame.appendChild(document.createElement("table"));
  }
  const frame = table.parentElement;
  frame.setAttribute("aria-label", `${data.alt}. ${data.words.keys}`);
  const open = (code, name, event) => {
    // A click without a pointer comes from the keyboard: the reader goes on in what opens.
    if (event.detail === 0) follow(name);
    setTriggerValue("clicked", { code, add: event.ctrlKey || event.shiftKey });
  };
  // Beside an opened area the list is low, so that both are in view.
  frame.classList.toggle("atlas-low", Boolean(data.opened));
  const focused = table.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  const body = document.createElement("tbody");
  body.append(...data.rows.map((row) => (row.length === 1 ? gap(row[0], data) : line(row, data, setTriggerValue, open))));
  table.replaceChildren(head(data), body);
  if (focused) table.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  stopAt(frame, document.activeElement.closest(".atlas-ranking tbody tr") || frame.querySelector(".atlas-opened") || body.firstElementChild);
  if (data.opened !== frame.dataset.opened) bringIntoView(frame, data.opened);
}

// Makes one line the stop of the Tab key.
function stopAt(frame, row) {
  if (!row) return;
  for (const control of frame.querySelectorAll("tbody [tabindex='0']")) control.tabIndex = -1;
  for (const control of row.querySelectorAll("input, button")) control.tabIndex = 0;
}

function walk(frame, event) {
  const rows = [...frame.querySelectorAll("tbody tr:not(.atlas-gap)")];
  const row = event.target.closest("tbody tr");
  const place = rows.indexOf(row);
  const wanted = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (place < 0 || wanted === undefined || !rows[wanted]) return;
  event.preventDefault();
  rows[wanted].querySelector(event.target.tagName).focus();
}

// Waits until the page has drawn the opened area and goes to its heading.
function follow(name) {
  let tries = 60;
  const timer = setInterval(() => {
    const heading = document.querySelector(".st-key-opened-area :is(h2, h3)");
    if (heading && heading.textContent.trim().startsWith(name)) {
      clearInterval(timer);
      heading.tabIndex = -1;
      heading.focus();
    } else if (!tries--) clearInterval(timer);
  }, 100);
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

function gap(left, data) {
  const row = document.createElement("tr");
  row.className = "atlas-gap";
  const cell = row.appendChild(document.createElement("td"));
  cell.colSpan = data.columns.length;
  cell.textContent = data.words.between.replace("{n}", left);
  return row;
}

function line([code, rank, name, words, day, share], data, tell, open) {
  const mark = data.marks[code];
  const row = document.createElement("tr");
  row.dataset.code = code;
  row.classList.toggle("atlas-silent", !words);
  row.classList.toggle("atlas-opened", code === data.opened);
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = Boolean(mark);
  box.tabIndex = -1;
  box.dataset.name = `box ${code}`;
  box.setAttribute("aria-label", `${data.words.mark} ${name}`);
  if (mark) row.style.setProperty("--mark", mark);
  box.addEventListener("change", () => tell("clicked", { code, add: true }));
  const opener = document.createElement("button");
  opener.type = "button";
  opener.tabIndex = -1;
  opener.textContent = name;
  opener.dataset.name = `open ${code}`;
  if (code === data.opened) opener.setAttribute("aria-current", "true");
  opener.addEventListener("click", (event) => open(code, name, event));
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
