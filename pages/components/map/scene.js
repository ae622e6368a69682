// The picture: areas filled by class or bubbles by size, marked areas outlined, archipelagos named
// and enlarged. MapLibre draws; colours are feature states, so that a change sets what changed.
import { Inset } from "./inset.js";
import { Names } from "./names.js";
import { Tip } from "./tip.js";

const SMALL = 8; // pixels; a smaller area cannot be told from its border
const SEEN = 48; // pixels that such an area takes once it is opened
const EMPTY = { type: "FeatureCollection", features: [] };
const together = new Set(); // the maps on the page: what one shows of the earth, all do
const state = (name, otherwise) => ["coalesce", ["feature-state", name], otherwise];

export class Scene {
  constructor(root, choose) {
    this.choose = choose;
    this.frame = root.appendChild(document.createElement("div"));
    this.frame.className = "atlas-frame";
    this.canvas = this.frame.appendChild(document.createElement("div"));
    this.canvas.className = "atlas-canvas";
    this.names = new Names(this.frame);
    this.tip = new Tip(this.frame);
    this.inset = new Inset(this.frame, (code, event) => this.choose(code, event.ctrlKey || event.shiftKey));
    this.note = this.frame.appendChild(document.createElement("div"));
    this.note.className = "atlas-note";
    this.labels = [];
    this.painted = new Map();
    this.queue = Promise.resolve();
  }

  // Draws one state of the data; a later call waits for an earlier one.
  draw(data, values) {
    this.data = data;
    this.values = values;
    this.queue = this.queue.then(() => this.paint(data, values)).catch((fault) => this.fail(fault));
  }

  async paint(data, values) {
    if (this.removed || data !== this.data || values !== this.values) return;
    if (!this.map) await this.open(data);
    if (this.layer !== data.layer) await this.load(data);
    if (this.removed) return;
    this.recolour(data, values);
    this.note.textContent = data.words.boundaries;
    this.canvas.querySelector("canvas").setAttribute("aria-label", data.words.map);
    this.frame.dataset.painted = data.layer;
  }

  async open(data) {
    const maplibre = await import(data.library);
    if (this.removed) return;
    this.maplibre = maplibre;
    this.map = new maplibre.Map({
      container: this.canvas,
      style: style(data),
      bounds: data.bounds,
      fitBoundsOptions: { padding: 8, animate: false },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 13,
      fadeDuration: 0,
      renderWorldCopies: false,
      locale: { "Map.Title": data.words.map },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.frame.map = this.map;
    this.controls(data);
    this.listen();
    together.add(this);
    await new Promise((done) => this.map.once("style.load", done).once("remove", done));
  }

  controls(data) {
    this.zoom = this.frame.appendChild(document.createElement("div"));
    this.zoom.className = "atlas-zoom";
    for (const [sign, name, act] of [
      ["+", "zoomIn", () => this.map.zoomIn({ duration: 150 })],
      ["−", "zoomOut", () => this.map.zoomOut({ duration: 150 })],
      ["⤢", "whole", () => this.fit(this.data.bounds || this.bounds)],
      ["◎", "zoomTo", () => this.fit(this.boundsOf(this.data.marked.map(([code]) => code)))],
    ]) {
      const button = this.zoom.appendChild(document.createElement("button"));
      button.type = "button";
      button.textContent = sign;
      button.title = data.words[name];
      button.setAttribute("aria-label", data.words[name]);
      button.dataset.act = name;
      button.addEventListener("click", act);
    }
  }

  // Of a whole nation, the way to one province.
  offerProvinces(data) {
    this.frame.querySelector(".atlas-go")?.remove();
    if (!data.provinces) return;
    const list = this.frame.appendChild(document.createElement("select"));
    list.className = "atlas-go";
    list.setAttribute("aria-label", data.words.goTo);
    list.append(new Option(data.words.goTo, ""));
    for (const [code, name] of data.provinces) list.append(new Option(name, code));
    list.addEventListener("change", () => {
      const inside = [...this.features.values()].filter(({ properties }) => properties.province === Number(list.value));
      this.fit(list.value ? this.boundsOf(inside.map(({ properties }) => properties.code)) : data.bounds);
    });
  }

  listen() {
    const areas = ["areas", "bubbles"];
    const under = (event) => this.map.queryRenderedFeatures(event.point, { layers: areas })[0];
    this.map.on("mousemove", (event) => {
      const feature = under(event);
      this.point(feature ? feature.id : null);
      if (feature) this.tip.show(event.point, this.nameOf(feature), this.values.get(feature.id), this.data.words.noData);
      else this.tip.hide();
      this.map.getCanvas().style.cursor = feature ? "pointer" : "";
    });
    this.map.on("move", () => this.lead());
    this.map.on("movestart", () => this.names.clear());
    this.map.on("moveend", () => this.fitLabels());
    this.map.on("idle", () => this.write());
    this.map.on("mouseout", () => {
      this.point(null);
      this.tip.hide();
    });
    this.map.on("click", (event) => {
      const feature = under(event);
      const { ctrlKey, metaKey, shiftKey } = event.originalEvent;
      if (feature) this.choose(feature.id, ctrlKey || metaKey || shiftKey);
    });
  }

  write() {
    if (!this.data.names || !this.features || this.map.isMoving()) return;
    const seen = this.map.queryRenderedFeatures({ layers: ["areas"] });
    this.names.place(this.map, this.features, new Set(seen.map(({ id }) => id)));
  }

  // Moves the other maps of the page along.
  lead() {
    if (this.led) return;
    for (const other of together) {
      if (other === this || !other.layer || other.layer !== this.layer) continue;
      other.led = true;
      other.map.jumpTo({ center: this.map.getCenter(), zoom: this.map.getZoom() });
      other.led = false;
    }
  }

  async load(data) {
    if (this.removed) return;
    const answer = await fetch(data.layer);
    if (!answer.ok) throw new Error(`${data.layer}: ${answer.status}`);
    const layer = await answer.json();
    if (this.removed) return;
    this.features = new Map(layer.features.map((feature) => [feature.properties.code, feature]));
    this.painted.clear();
    this.map.removeFeatureState({ source: "areas" });
    this.map.removeFeatureState({ source: "points" });
    this.map.getSource("areas").setData(layer);
    this.map.getSource("points").setData(EMPTY);
    this.bubbles = false;
    this.map.getSource("around").setData(data.around || EMPTY);
    // Borders of thousands of areas would cover them: these grow with the map.
    const width = data.provinces ? ["interpolate", ["linear"], ["zoom"], 5, 0.05, 9, 0.6] : 0.5;
    this.map.setPaintProperty("borders", "line-width", width);
    await new Promise((done) => this.map.once("idle", done).once("remove", done));
    if (this.removed) return;
    this.names.clear();
    this.layer = data.layer;
    this.bounds = this.boundsOf([...this.features.keys()]);
    this.inset.show(data, layer);
    this.provinceNames = new Map(data.provinces);
    this.offerProvinces(data);
    this.name(data);
    this.fit(data.bounds || this.bounds, 0);
  }

  recolour(data, values) {
    const bubbles = data.marks === "bubbles";
    if (bubbles && !this.bubbles) this.map.getSource("points").setData(this.points());
    this.bubbles ||= bubbles;
    const noData = data.colours[data.colours.length - 1];
    const marks = new Map(data.marked.map(([code, colour]) => [code, colour]));
    for (const code of this.features.keys()) {
      const value = values.get(code);
      const colour = value ? data.colours[value.index] : noData;
      const mark = marks.get(code) || null;
      const radius = bubbles && value ? value.size : 0;
      const look = `${bubbles}${colour}${mark}${radius}`;
      if (this.painted.get(code) === look) continue;
      this.painted.set(code, look);
      this.map.setFeatureState({ source: "areas", id: code }, { colour: bubbles ? noData : colour, mark });
      if (this.bubbles) this.map.setFeatureState({ source: "points", id: code }, { colour, radius, mark });
    }
    this.inset.paint((code) => this.colourOf(code), marks);
    this.frame.dataset.marks = data.marks;
    const target = this.zoom.querySelector("[data-act=zoomTo]");
    target.hidden = !data.marked.length;
    if (this.opened !== data.opened) this.bring(data.opened);
  }

  points() {
    const features = [...this.features.values()].map(({ properties }) => ({
      type: "Feature",
      properties,
      geometry: { type: "Point", coordinates: properties.at },
    }));
    return { ...EMPTY, features };
  }

  // Moves to an opened area that is too small to be seen or out of view; no other moves the map.
  bring(code) {
    this.opened = code;
    if (!this.features.has(code)) return;
    const bounds = this.boundsOf([code]);
    const [low, high] = [bounds.getSouthWest(), bounds.getNorthEast()].map((corner) => this.map.project(corner));
    const { clientWidth, clientHeight } = this.frame;
    if (Math.max(high.x - low.x, low.y - high.y) < SMALL)
      this.map.fitBounds(bounds, { padding: (Math.min(clientWidth, clientHeight) - SEEN) / 2, duration: 400 });
    else if (!this.map.getBounds().contains(bounds.getCenter())) this.map.panTo(bounds.getCenter());
  }

  nameOf({ properties: { name, province } }) {
    return this.data.provinces ? `${name}, ${this.provinceNames.get(province)}` : name;
  }

  colourOf(code) {
    return this.map.getFeatureState({ source: "areas", id: code }).colour;
  }

  // Leaves only the areas of one class in full colour; null for all.
  emphasise(index) {
    if (!this.map || !this.features) return;
    for (const code of this.features.keys()) {
      const value = this.values.get(code);
      const own = value ? value.index : this.data.colours.length - 1;
      this.map.setFeatureState({ source: "areas", id: code }, { faint: index !== null && own !== index });
    }
  }

  point(code) {
    if (this.pointed === code) return;
    if (this.pointed != null) this.map.setFeatureState({ source: "areas", id: this.pointed }, { pointed: false });
    if (code != null) this.map.setFeatureState({ source: "areas", id: code }, { pointed: true });
    this.pointed = code;
  }

  name(data) {
    this.labels.forEach((label) => label.remove());
    this.labels = data.insets.filter((inset) => this.inset.has(inset)).map((inset) => {
      const element = document.createElement("span");
      element.className = "atlas-place";
      element.textContent = inset.name;
      return new this.maplibre.Marker({ element, anchor: "top" }).setLngLat(inset.at).addTo(this.map);
    });
    this.fitLabels();
  }

  // A name that the edge would cut moves in, one that an inset would cover moves above its place;
  // where the place itself is out of view, the inset alone has the name.
  fitLabels() {
    const [frame, insets] = [this.frame, this.inset.list].map((element) => element.getBoundingClientRect());
    for (const label of this.labels) {
      const element = label.getElement();
      const box = () => element.getBoundingClientRect();
      const covered = ({ left, right, top, bottom }) =>
        right > insets.left && left < insets.right && bottom > insets.top && top < insets.bottom;
      label.setOffset([0, 0]);
      const left = -Math.max(0, Math.ceil(box().right - frame.right) + 2);
      label.setOffset([left, 0]);
      if (covered(box())) label.setOffset([left, -Math.ceil(box().height) - 8]);
      const out = this.map.project(label.getLngLat()).x > frame.width || box().bottom > frame.bottom;
      element.classList.toggle("atlas-hidden", out || box().left < frame.left || covered(box()));
    }
  }

  boundsOf(codes) {
    const bounds = new this.maplibre.LngLatBounds();
    const far = ([x, y]) => this.data.insets.some(({ box: [w, s, e, n] }) => x > w && x < e && y > s && y < n);
    const take = (part) => (typeof part[0] === "number" ? far(part) || bounds.extend(part) : part.forEach(take));
    codes.forEach((code) => this.features.has(code) && take(this.features.get(code).geometry.coordinates));
    return bounds.isEmpty() ? this.maplibre.LngLatBounds.convert(this.data.bounds || this.bounds) : bounds;
  }

  fit(bounds, duration = 250) {
    this.map.fitBounds(bounds, { padding: 12, duration, maxZoom: 11 });
  }

  fail(fault) {
    console.error(fault);
    this.note.textContent = this.data.words.failed;
    this.frame.dataset.failed = String(fault);
  }

  remove() {
    this.removed = true;
    together.delete(this);
    if (this.map) this.map.remove();
  }
}

function style(data) {
  const source = () => ({ type: "geojson", data: EMPTY, promoteId: "code" });
  const line = (id, paint) => ({ id, type: "line", source: "areas", paint });
  return {
    version: 8,
    sources: { around: { type: "geojson", data: EMPTY }, areas: source(), points: source() },
    layers: [
      { id: "around", type: "fill", source: "around", paint: { "fill-color": data.ink, "fill-opacity": 0.06 } },
      { id: "around-lines", type: "line", source: "around", paint: { "line-color": data.ink, "line-opacity": 0.25, "line-width": 0.6 } },
      {
        id: "areas",
        type: "fill",
        source: "areas",
        paint: {
          "fill-color": state("colour", data.colours[data.colours.length - 1]),
          "fill-opacity": ["case", state("faint", false), 0.2, 1],
        },
      },
      line("borders", { "line-color": data.border, "line-width": 0.5 }),
      line("pointed", { "line-color": data.ink, "line-width": ["case", state("pointed", false), 2, 0] }),
      line("marks-halo", { "line-color": "#ffffff", "line-width": ["case", ["!=", state("mark", ""), ""], 5, 0] }),
      line("marks", { "line-color": state("mark", "#000000"), "line-width": ["case", ["!=", state("mark", ""), ""], 3, 0] }),
      {
        id: "bubbles",
        type: "circle",
        source: "points",
        paint: {
          "circle-radius": state("radius", 0),
          "circle-color": state("colour", "#ffffff"),
          "circle-opacity": 0.85,
          "circle-stroke-color": state("mark", data.border),
          "circle-stroke-width": ["case", [">", state("radius", 0), 0], ["case", ["!=", state("mark", ""), ""], 3, 1], 0],
        },
      },
    ],
  };
}
