// The map as a picture, as it is seen: canvas, archipelagos, labels, legend.

export async function picture({ data, scene, legend }) {
  await scene.queue;
  const { map, frame } = scene;
  const ratio = map.getPixelRatio();
  const canvas = document.createElement("canvas");
  canvas.width = frame.clientWidth * ratio;
  canvas.height = frame.clientHeight * ratio;
  const pen = canvas.getContext("2d");
  await new Promise((done) => {
    map.once("render", () => {
      pen.drawImage(map.getCanvas(), 0, 0, canvas.width, canvas.height);
      done();
    });
    map.triggerRepaint();
  });
  pen.scale(ratio, ratio);
  pen.fillStyle = "#26343b";
  pen.font = "12px 'Be Vietnam Pro', sans-serif";
  pen.textAlign = "center";
  const origin = frame.getBoundingClientRect();
  for (const label of frame.querySelectorAll(".atlas-place:not(.atlas-hidden), .atlas-name")) {
    const box = label.getBoundingClientRect();
    pen.fillText(label.textContent, box.x + box.width / 2 - origin.x, box.y + box.height - 4 - origin.y);
  }
  for (const figure of frame.querySelectorAll("figure")) {
    const svg = figure.querySelector("svg");
    const box = svg.getBoundingClientRect();
    const image = await drawn(svg, box);
    pen.drawImage(image, box.x - origin.x, box.y - origin.y, box.width, box.height);
    pen.strokeStyle = "#8a959b";
    pen.strokeRect(box.x - origin.x, box.y - origin.y, box.width, box.height);
    pen.fillText(figure.textContent, box.x + box.width / 2 - origin.x, box.bottom + 13 - origin.y);
  }
  return {
    image: canvas,
    caption: data.caption,
    width: frame.clientWidth,
    height: frame.clientHeight,
    legend: legend.entries,
    note: scene.note.textContent,
  };
}

async function drawn(svg, box) {
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
