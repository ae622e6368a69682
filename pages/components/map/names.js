// Names of areas, written where they have room; the larger areas first. They rest while the map moves.

const LINE = 15; // pixels
const LETTER = 6.3;
const MOST = 60;
const TOO_MANY = 500; // areas in view, of which none is large enough for its name

export class Names {
  constructor(frame) {
    this.list = frame.appendChild(document.createElement("div"));
    this.list.className = "atlas-names";
    this.list.setAttribute("aria-hidden", "true"); // the ranked list has them all
  }

  clear() {
    this.list.replaceChildren();
  }

  // `features` by code, `seen` the codes in view.
  place(map, features, seen) {
    this.clear();
    if (seen.size > TOO_MANY) return;
    const taken = [];
    const wanted = [...seen].filter((code) => features.has(code)).map((code) => box(map, features.get(code)));
    for (const { name, x, y, room } of wanted.sort((one, other) => other.size - one.size)) {
      const wide = name.length * LETTER + 8;
      if (wide > room || taken.length === MOST) continue;
      const own = [x - wide / 2, y - LINE / 2, x + wide / 2, y + LINE / 2];
      if (taken.some((other) => own[0] < other[2] && own[2] > other[0] && own[1] < other[3] && own[3] > other[1])) continue;
      taken.push(own);
      const label = this.list.appendChild(document.createElement("span"));
      label.className = "atlas-name";
      label.textContent = name;
      label.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
    }
  }
}

// Where a name would stand, and how much room its area has for it.
function box(map, { properties, geometry }) {
  const flat = geometry.coordinates.flat(geometry.type === "Polygon" ? 1 : 2);
  const [xs, ys] = [flat.map(([x]) => x), flat.map(([, y]) => y)];
  const high = map.project([Math.max(...xs), Math.max(...ys)]);
  const low = map.project([Math.min(...xs), Math.min(...ys)]);
  const [width, height] = [high.x - low.x, low.y - high.y];
  const { x, y } = map.project(properties.at);
  return { name: properties.name, x, y, room: height > LINE ? width : 0, size: width * height };
}
