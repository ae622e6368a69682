// A field that finds areas: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ with a list below it.

import { describe, prepare, search, today } from "./match.js";

const RECENT = "atlas-recent-areas";
const MOST_RECENT = 6;
const lists = new Map(); // by address: what prepare made, or the promise of it
const fields = new WeakMap(); // by the element that Streamlit gives us

export default function mount({ parentElement, data, key, setTriggerValue }) {
  if (!fields.has(parentElement)) fields.set(parentElement, new Field(parentElement, key));
  fields.get(parentElement).update(data, (id) => setTriggerValue("chosen", id));
}

async function load(address) {
  if (!lists.has(address)) {
    const loading = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${address}`);
      return answer.json();
    }).then(prepare);
    lists.set(address, loading);
    loading.catch(() => lists.delete(address));
  }
  return lists.get(address);
}

class Field {
  constructor(parent, key) {
    const id = `atlas-search-${key}`;
    this.input = make("input", {
      type: "text", role: "combobox", class: "atlas-search-input", id,
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`,
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    });
    this.heading = make("div", { class: "atlas-search-note", id: `${id}-heading` });
    this.options = make("ul", { role: "listbox", class: "atlas-search-list", id: `${id}-list` });
    this.note = make("div", { class: "atlas-search-note" });
    this.again = make("button", { type: "button", class: "atlas-search-again" });
    this.popup = make("div", { class: "atlas-search-popup", hidden: "" },
      this.heading, this.options, this.note, this.again);
    this.status = make("div", { class: "atlas-search-status", role: "status", "aria-live": "polite" });
    this.root = make("div", { class: "atlas-search" }, magnifier(), this.input, this.popup, this.status);
    this.found = [];
    this.active = -1;
    this.listen();
    parent.append(this.root);
  }

  listen() {
    this.input.addEventListener("input", () => this.show());
    this.input.addEventListener("focus", () => this.show());
    this.input.addEventListener("click", () => this.popup.hidden && this.show());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.again.addEventListener("click", () => { this.input.focus(); this.show(); });
    // Keeps the cursor in the field while an option is pressed.
    this.options.addEventListener("mousedown", (event) => event.preventDefault());
    this.options.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...this.options.children].indexOf(option));
    });
    this.root.addEventListener("focusout", (event) => {
      if (!this.root.contains(event.relatedTarget)) this.close();
    });
  }

  update(data, tell) {
    Object.assign(this, { address: data.address, words: data.words, tell });
    this.input.placeholder = data.label;
    this.input.setAttribute("aria-label", data.label);
    this.options.setAttribute("aria-label", data.label);
    this.again.textContent = data.words.again;
    const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 2000));
    // Not before the page itself is there; what fails is said when somebody searches.
    setTimeout(() => idle(() => load(data.address).catch(() => {})), 3000);
    if (!this.popup.hidden) this.show();
  }

  async show() {
    const address = this.address;
    let list;
    const waiting = setTimeout(() => this.say(this.words.loading), 200);
    try {
      list = await load(address);
    } catch {
      if (this.hasFocus()) this.say(this.words.failed, true);
      return;
    } finally {
      clearTimeout(waiting);
    }
    if (!this.hasFocus()) return;
    if (this.input.value.trim()) this.showFound(search(list, this.input.value));
    else this.showRecent(list);
  }

  showFound({ shown, total }) {
    if (!shown.length) {
      this.say(this.words.unknown.replace("{text}", this.input.value.trim()));
      return;
    }
    const more = total - shown.length;
    this.fill(shown, "", more ? this.words.more.replace("{n}", this.count(more)) : "");
    this.activate(0);
    this.announce(this.words.found.replace("{n}", this.count(total)));
  }

  showRecent(list) {
    const shown = recent().map((id) => list.byId.get(id)).filter(Boolean).map((area) => ({ area }));
    if (!shown.length) {
      this.close();
      return;
    }
    this.fill(shown, this.words.recent, "");
    this.announce(`${this.words.recent}: ${this.count(shown.length)}`);
  }

  fill(found, heading, note) {
    this.found = found;
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.options.replaceChildren(...found.map((each, place) => {
      const { name, about } = describe(each, this.words);
      const whole = [about, today(each.area, this.words)].filter(Boolean).join(" · ");
      return make("li", { role: "option", "aria-selected": "false", id: `${this.options.id}-${place}` },
        make("span", { class: "atlas-search-name" }, name),
        make("span", { class: "atlas-search-about" }, whole && ` · ${whole}`));
    }));
    this.open(heading, note, false);
  }

  // A sentence in place of the list.
  say(sentence, again = false) {
    this.found = [];
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.options.replaceChildren();
    this.open("", sentence, again);
    this.announce(sentence);
  }

  open(heading, note, again) {
    for (const [element, text] of [[this.heading, heading], [this.note, note]]) {
      element.textContent = text;
      element.hidden = !text;
    }
    this.options.hidden = !this.found.length;
    this.again.hidden = !again;
    this.popup.hidden = false;
    this.popup.style.left = "0";
    const over = this.popup.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
    if (over > 0) this.popup.style.left = `${-over}px`;
    this.input.setAttribute("aria-expanded", String(this.found.length > 0));
  }

  close() {
    this.popup.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  activate(place) {
    this.options.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.options.children[place];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const last = this.found.length - 1;
    const isOpen = !this.popup.hidden;
    const steps = {
      ArrowDown: () => (this.active < last ? this.active + 1 : 0),
      ArrowUp: () => (this.active > 0 ? this.active - 1 : last),
      Home: () => 0,
      End: () => last,
    };
    if (event.key in steps) {
      if (isOpen && last >= 0) this.activate(steps[event.key]());
      else if (event.key.startsWith("Arrow")) this.show();
      else return;
    } else if (event.key === "Enter") {
      if (isOpen && this.active >= 0) this.choose(this.active);
      else this.show();
    } else if (event.key === "Escape" && (isOpen || this.input.value)) {
      if (!isOpen) this.input.value = "";
      this.close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(place) {
    const { area } = this.found[place];
    remember(area.id);
    this.announce(this.words.chosen.replace("{area}", this.options.children[place].textContent));
    this.input.value = "";
    this.close();
    if (matchMedia("(pointer: coarse)").matches) this.input.blur(); // puts the phone's keyboard away
    this.tell(area.id);
  }

  announce(sentence) {
    this.status.textContent = sentence;
  }

  count(number) {
    return number.toLocaleString(this.words.locale);
  }

  hasFocus() {
    return this.root.contains(document.activeElement);
  }
}

function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT));
    return Array.isArray(kept) ? kept.slice(0, MOST_RECENT) : [];
  } catch {
    return []; // nothing may be kept here, or somebody else wrote it
  }
}

function remember(id) {
  try {
    const kept = [id, ...recent().filter((other) => other !== id)].slice(0, MOST_RECENT);
    localStorage.setItem(RECENT, JSON.stringify(kept));
  } catch {
    // Without storage there is no list of recent areas, and that is all.
  }
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function magnifier() {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  picture.setAttribute("viewBox", "0 0 20 20");
  picture.setAttribute("class", "atlas-search-icon");
  picture.setAttribute("aria-hidden", "true");
  line.setAttribute("d", "M8.5 3a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M12.6 12.6L17 17");
  picture.append(line);
  return picture;
}
