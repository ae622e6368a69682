// Links to files that the server makes while it sends them: the browser saves them and counts bytes.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".atlas-files") || build(parentElement);
  root.replaceChildren(...data.files.map(drawn));
}

function build(parent) {
  const root = parent.appendChild(document.createElement("div"));
  root.className = "atlas-files";
  return root;
}

function drawn(file) {
  const link = document.createElement("a");
  link.textContent = file.label;
  const said = document.createElement("small");
  said.textContent = file.says;
  const entry = document.createElement("div");
  entry.append(link, said);
  if (file.address) {
    link.href = file.address;
    link.download = "";
  } else {
    link.setAttribute("role", "link");
    link.setAttribute("aria-disabled", "true");
  }
  return entry;
}
