// Hoàng Sa and Trường Sa enlarged beside the map, in the colours of the areas they belong to.

const SIZE = 100;
const NS = "http://www.w3.org/2000/svg";

export class Inset {
  constructor(frame, choose) {
    this.choose = choose;
    this.list = frame.appendChild(document.createElement("div"));
    this.list.className = "atlas-insets";
    this.shapes = [];
    this.named = new Set();
  }

  show(data, layer) {
    this.shapes = [];
    this.named.clear();
    this.list.replaceChildren();
    for (const inset of data.insets) {
      const parts = layer.features.flatMap((feature) =>
        polygons(feature.geometry).filter((rings) => inside(rings[0][0], inset.box)).map((rings) => [feature, rings]),
      );
      if (!parts.length) continue;
      this.named.add(inset.name);
      const figure = this.list.appendChild(document.createElement("figure"));
      figure.append(this.drawing(inset, parts));
      figure.appendChild(document.createElement("figcaption")).textContent = inset.name;
    }
  }

  has(inset) {
    return this.named.has(inset.name);
  }

  drawing(inset, parts) {
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("viewBox", `0 0 ${SIZE} ${SIZE}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", inset.name);
    const [west, south, east, north] = square(parts.flatMap(([, rings]) => rings[0]));
    const at = ([x, y]) => `${(((x - west) / (east - west)) * SIZE).toFixed(1)} ${(((north - y) / (north - south)) * SIZE).toFixed(1)}`;
    for (const [feature, rings] of parts) {
      const path = svg.appendChild(document.createElementNS(NS, "path"));
      path.setAttribute("d", rings.map((ring) => `M${ring.map(at).join("L")}Z`).join(""));
      path.addEventListener("click", (event) => this.choose(feature.properties.code, event));
      this.shapes.push([feature.properties.code, path]);
    }
    return svg;
  }

  paint(colourOf, marks) {
    for (const [code, path] of this.shapes) {
      path.setAttribute("fill", colourOf(code));
      path.style.stroke = marks.get(code) || "";
      path.style.strokeWidth = marks.has(code) ? 5 : "";
    }
  }
}

// A square around the points, with air, in degrees.
function square(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const middle = (list) => (Math.min(...list) + Math.max(...list)) / 2;
  const wide = (list) => Math.max(...list) - Math.min(...list);
  const half = 0.7 * Math.max(wide(xs), wide(ys));
  const [x, y] = [middle(xs), middle(ys)];
  return [x - half, y - half, x + half, y + half];
}

function polygons({ type, coordinates }) {
  return type === "Polygon" ? [coordinates] : coordinates;
}

function inside([x, y], [west, south, east, north]) {
  return x > west && x < east && y > south && y < north;
}
