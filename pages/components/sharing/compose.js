// A figure as a PNG that can stand alone: title, the figure as it is seen, legend, source.

const EDGE = 24;
const LEAST = 640;
const PATIENCE = 10_000; // milliseconds
const INK = "#26343b";
const FONT = "'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

export async function compose({ chart, title, source }) {
  const place = document.querySelector(`.st-key-${CSS.escape(chart)}`);
  if (!place) throw new Error(`no figure ${chart}`);
  const maps = [...place.querySelectorAll(".atlas-map")];
  const figure = maps.length ? await sideBySide(maps) : await plot(await drawn(place));
  const width = Math.max(figure.width, LEAST) + 2 * EDGE;
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const draw = (height) => {
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    pen.scale(2, 2);
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, width, height);
    let y = paragraph(pen, plain(title), `600 20px ${FONT}`, EDGE, EDGE, width - 2 * EDGE, 27);
    pen.drawImage(figure.image, (width - figure.width) / 2, y + 8, figure.width, figure.height);
    y = legend(pen, figure.legend || [], y + figure.height + 18, width);
    const foot = [figure.note, plain(source), `CNSCĐ Atlas · ${decodeURIComponent(location.href)}`];
    return paragraph(pen, foot.filter(Boolean).join(" · "), `12px ${FONT}`, EDGE, y + 4, width - 2 * EDGE, 17);
  };
  draw(Math.ceil(draw(100)) + EDGE);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// Maps of two dates share classes; each has its date and its own counts above it.
async function sideBySide(maps) {
  const pictures = [];
  for (const map of maps) pictures.push(await map.picture());
  if (pictures.length === 1) return pictures[0];
  const head = 28;
  const width = pictures.reduce((sum, picture) => sum + picture.width, 0);
  const height = head + Math.max(...pictures.map((picture) => picture.height));
  const image = document.createElement("canvas");
  image.width = 2 * width;
  image.height = 2 * height;
  const pen = image.getContext("2d");
  pen.scale(2, 2);
  pen.fillStyle = INK;
  pen.font = `600 15px ${FONT}`;
  let x = 0;
  for (const picture of pictures) {
    pen.fillText(picture.caption, x + 4, head - 10);
    pen.drawImage(picture.image, x, head, picture.width, picture.height);
    x += picture.width;
  }
  const legend = pictures[0].legend.map(({ quiet, ...entry }, place) => ({
    ...entry,
    quiet: [quiet, pictures[1].legend[place]?.quiet].filter(Boolean).join(" → "),
  }));
  return { image, width, height, legend, note: pictures[0].note };
}

// A chart may be asked for before its script was read and it stands in its place.
async function drawn(place) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const chart = place.querySelector(".js-plotly-plot");
    if (chart?.querySelector("svg.main-svg")) return chart;
    if (Date.now() > end) throw new Error("the figure was not drawn");
    await new Promise((next) => setTimeout(next, 50));
  }
}

async function plot(chart) {
  const box = chart.getBoundingClientRect();
  const image = document.createElement("canvas");
  image.width = 2 * box.width;
  image.height = 2 * box.height;
  const pen = image.getContext("2d");
  pen.scale(2, 2);
  const faces = await fonts();
  for (const svg of chart.querySelectorAll("svg.main-svg")) {
    const copy = svg.cloneNode(true);
    const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
    style.textContent = faces;
    copy.prepend(style);
    copy.querySelectorAll(".hoverlayer").forEach((layer) => layer.remove());
    copy.querySelectorAll("text").forEach((text) => (text.style.fill = dark(text.style.fill)));
    const layer = new Image();
    layer.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    await layer.decode();
    pen.drawImage(layer, 0, 0, box.width, box.height);
  }
  return { image, width: box.width, height: box.height };
}

// An SVG drawn as an image sees no fonts of its page: they go into it.
async function fonts() {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const faces = rules.filter((rule) => rule instanceof CSSFontFaceRule && rule.cssText.includes("Be Vietnam Pro"));
  const inlined = faces.map(async ({ cssText }) => {
    const [, address] = cssText.match(/url\(["']?([^"')]+)["']?\)/);
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return cssText.replace(/url\([^)]+\)/, `url("data:font/woff2;base64,${btoa(letters)}")`);
  });
  return (await Promise.all(inlined)).join("\n");
}

// The picture is on white whatever the theme: text in the light ink of the dark one turns dark.
function dark(colour) {
  const [red, green, blue] = (colour.match(/\d+/g) || [0, 0, 0]).map(Number);
  return red + green + blue > 600 ? INK : colour;
}

function legend(pen, entries, y, width) {
  pen.font = `13px ${FONT}`;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  let x = EDGE;
  for (const { colour, label, quiet, kind } of entries) {
    if (kind === "size") continue;
    const words = quiet ? `${label} ${quiet}` : label;
    const wide = 24 + pen.measureText(words).width + 18;
    if (x + wide > width - EDGE && x > EDGE) {
      x = EDGE;
      y += 22;
    }
    pen.lineWidth = kind === "mark" ? 3 : 1;
    pen.strokeStyle = kind === "mark" ? colour : "#8a959b";
    pen.fillStyle = kind === "mark" || colour === "transparent" ? "#ffffff" : colour;
    pen.fillRect(x, y - 7, 14, 14);
    pen.strokeRect(x, y - 7, 14, 14);
    pen.fillStyle = INK;
    pen.fillText(words, x + 22, y);
    x += wide;
  }
  return entries.length ? y + 18 : y;
}

function paragraph(pen, text, font, x, y, width, step) {
  pen.font = font;
  pen.fillStyle = INK;
  pen.textAlign = "left";
  pen.textBaseline = "top";
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(longer).width > width) {
      pen.fillText(line, x, y);
      y += step;
      line = word;
    } else line = longer;
  }
  pen.fillText(line, x, y);
  return y + step;
}

// The words of escaped markup: entities resolved, word joiners and emphasis left out.
function plain(markup) {
  const text = new DOMParser().parseFromString(markup, "text/html").documentElement.textContent;
  return text.replace(/\u2060/g, "").replace(/\*\*/g, "");
}
