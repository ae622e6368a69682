// The map of areas: a picture drawn by MapLibre, its time bar and its legend.
import { Legend } from "./legend.js";
import { Scene } from "./scene.js";
import { Timeline } from "./timeline.js";
import { history, unpacked } from "./history.js";
import { picture } from "./picture.js";

const mounted = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let map = mounted.get(parentElement);
  if (!map) {
    map = build(parentElement);
    mounted.set(parentElement, map);
  }
  map.tell = setTriggerValue;
  map.show(data);
  return () => {
    mounted.delete(parentElement);
    map.timeline.stop();
    map.timeline.tellMoving(false);
    map.scene.remove();
  };
}

function build(parent) {
  const root = document.createElement("div");
  root.className = "atlas-map";
  parent.append(root);
  const map = { root, tell: () => {} };
  const choose = (code, add) => map.tell("clicked", { code, add });
  map.scene = new Scene(root, choose);
  map.timeline = new Timeline(root, (step) => draw(step), (step) => map.tell("date", map.data.steps[step][0]));
  map.legend = new Legend(root, (classIndex) => map.scene.emphasise(classIndex));
  const draw = (step) => {
    const values = history(map.data, step);
    map.scene.draw(map.data, values);
    map.legend.draw(map.data, values);
    root.dataset.step = map.data.steps.length ? map.data.steps[step][0] : "";
  };
  map.show = async (sent) => {
    map.sent = sent;
    const data = await unpacked(sent);
    if (map.sent !== sent) return; // a later one came
    map.data = data;
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", data.alt);
    map.timeline.show(data);
    draw(data.plays ? map.timeline.step : data.step);
  };
  root.picture = () => picture(map);
  return map;
}
