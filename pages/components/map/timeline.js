// The time bar: a slider over the dates with figures, and play. Moving it repaints the map at once;
// the rest of the page follows when it comes to rest.

const REST = 350; // milliseconds without a step after which the page follows
const AT_ONCE = 20; // the same where the map itself waits for the page
const PACE = 900; // milliseconds a step when playing

export class Timeline {
  constructor(root, draw, rest) {
    this.draw = draw;
    this.rest = rest;
    this.bar = root.appendChild(document.createElement("div"));
    this.bar.className = "atlas-time";
    this.bar.setAttribute("role", "group");
    this.play = this.button("atlas-play", () => (this.timer ? this.pause() : this.start()));
    this.back = this.button("atlas-back", () => this.go(this.step - 1));
    this.slider = this.bar.appendChild(document.createElement("input"));
    this.slider.type = "range";
    this.slider.min = 0;
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    this.next = this.button("atlas-next", () => this.go(this.step + 1));
    this.day = this.bar.appendChild(document.createElement("output"));
    this.said = this.bar.appendChild(document.createElement("span"));
    this.said.className = "atlas-unseen";
    this.said.setAttribute("role", "status");
  }

  button(name, act) {
    const button = this.bar.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = name;
    button.addEventListener("click", act);
    return button;
  }

  // What the server says; a bar that plays or is being moved keeps its own step while the same is
  // measured on the same dates.
  show(data) {
    const subject = (of) => [of.layer, of.measure, ...of.steps.map(([day]) => day)].join();
    const same = this.data && subject(this.data) === subject(data);
    if (!same) this.stop();
    this.data = data;
    if (!this.timer && !this.resting) this.step = data.step;
    this.bar.hidden = data.steps.length === 0;
    this.bar.classList.toggle("atlas-single", data.steps.length < 2);
    this.bar.setAttribute("aria-label", data.words.time);
    this.slider.setAttribute("aria-label", data.words.time);
    this.slider.max = Math.max(data.steps.length - 1, 0);
    this.play.hidden = !data.plays;
    label(this.back, "‹", data.words.back);
    label(this.next, "›", data.words.next);
    this.mark();
  }

  mark() {
    const { steps, words } = this.data;
    const day = steps.length ? steps[this.step][1] : "";
    this.slider.value = this.step;
    this.slider.setAttribute("aria-valuetext", day);
    this.day.textContent = `${words.upTo} ${day}`;
    this.back.disabled = this.step === 0;
    this.next.disabled = this.step >= steps.length - 1;
    this.tellMoving(Boolean(this.timer) || this.step !== this.data.step);
    label(this.play, this.timer ? "❚❚" : "▶", this.timer ? words.pause : words.play);
  }

  // What the page says of another date than the map shows is pale, and busy for screen readers.
  tellMoving(moving) {
    document.documentElement.toggleAttribute("data-atlas-moving", moving);
    for (const place of document.querySelectorAll('[class*="st-key-at-the-date"]')) place.setAttribute("aria-busy", moving);
  }

  move(step) {
    this.step = Math.max(0, Math.min(step, this.data.steps.length - 1));
    this.mark();
    if (this.data.plays) this.draw(this.step);
  }

  go(step) {
    this.stop();
    this.move(step);
    this.resting = setTimeout(() => this.settle(), this.data.plays ? REST : AT_ONCE);
  }

  settle() {
    this.resting = null;
    if (this.step !== this.data.step) this.rest(this.step);
  }

  start() {
    const last = this.data.steps.length - 1;
    this.stop();
    this.timer = setInterval(() => (this.step < last ? this.move(this.step + 1) : this.pause()), PACE);
    this.said.textContent = this.data.words.playing;
    this.move(this.step < last ? this.step : 0);
  }

  stop() {
    clearInterval(this.timer);
    clearTimeout(this.resting);
    this.timer = this.resting = null;
  }

  pause() {
    this.stop();
    this.said.textContent = this.data.words.paused.replace("{day}", this.data.steps[this.step][1]);
    this.mark();
    this.settle();
  }
}

function label(button, sign, words) {
  button.textContent = sign;
  button.setAttribute("aria-label", words);
  button.title = words;
}
