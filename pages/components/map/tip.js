// What the pointer is on: the area's name, its value in words, its date and source.

export class Tip {
  constructor(frame) {
    this.frame = frame;
    this.box = frame.appendChild(document.createElement("div"));
    this.box.className = "atlas-tip";
    this.box.setAttribute("role", "tooltip");
    this.hide();
  }

  show(point, name, value, noData) {
    const lines = value ? [value.words, ...value.lines] : [noData];
    this.box.replaceChildren(
      ...[name, ...lines].map((text, place) => {
        const line = document.createElement(place ? "div" : "strong");
        line.textContent = text;
        return line;
      }),
    );
    this.box.hidden = false;
    const right = point.x > this.frame.clientWidth / 2;
    const low = point.y > this.frame.clientHeight / 2;
    this.box.style.left = right ? "" : `${point.x + 14}px`;
    this.box.style.right = right ? `${this.frame.clientWidth - point.x + 14}px` : "";
    this.box.style.top = low ? "" : `${point.y + 14}px`;
    this.box.style.bottom = low ? `${this.frame.clientHeight - point.y + 14}px` : "";
  }

  hide() {
    this.box.hidden = true;
  }
}
