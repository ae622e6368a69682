// The legend: classes with their counts, what could not be drawn, sizes of bubbles, marked areas.

export class Legend {
  constructor(root, emphasise) {
    this.emphasise = emphasise;
    this.list = root.appendChild(document.createElement("ul"));
    this.list.className = "atlas-legend";
  }

  draw(data, values) {
    this.entries = entries(data, values);
    this.list.setAttribute("aria-label", data.words.legend);
    this.list.replaceChildren(...this.entries.map((entry) => this.item(entry)));
  }

  item({ colour, label, quiet, index, kind, size }) {
    const item = document.createElement("li");
    item.dataset.kind = kind;
    const swatch = item.appendChild(document.createElement("span"));
    swatch.className = "atlas-swatch";
    if (kind === "mark") swatch.style.borderColor = colour;
    else swatch.style.background = colour;
    if (kind === "size") swatch.style.width = swatch.style.height = `${2 * size}px`;
    item.append(label);
    if (quiet) {
      const count = item.appendChild(document.createElement("span"));
      count.className = "atlas-quiet";
      count.textContent = ` ${quiet}`;
    }
    if (index !== undefined) {
      item.addEventListener("pointerenter", () => this.emphasise(index));
      item.addEventListener("pointerleave", () => this.emphasise(null));
    }
    return item;
  }
}

function grouped(count, separator) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, separator);
}

function entries(data, values) {
  const counts = data.colours.map(() => 0);
  for (const value of values.values()) counts[value.index] += 1;
  const noData = data.colours.length - 1;
  counts[noData] = data.total - values.size;
  const classes = data.colours.map((colour, index) => ({
    kind: "class",
    colour,
    index,
    label: index === noData ? data.words.noData : data.labels[index],
    quiet: `(${grouped(counts[index], data.words.thousands)})`,
  }));
  const sizes = (data.sizes || []).map(([label, size]) => ({
    kind: "size",
    colour: "transparent",
    label,
    size,
  }));
  const undrawn = { kind: "undrawn", colour: "transparent", label: data.words.undrawn, quiet: `(${data.undrawn})` };
  const marks = data.marked.map(([code, colour, name]) => ({
    kind: "mark",
    colour,
    label: name,
    quiet: (values.get(code) || { words: data.words.noData }).words,
  }));
  return [...classes, ...sizes, ...(data.undrawn ? [undrawn] : []), ...marks];
}
