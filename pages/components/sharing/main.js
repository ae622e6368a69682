// Two buttons under a figure: save it as a picture with its title and source, copy the link to it.
// Under a table, which is no picture, only the link.
import { compose } from "./compose.js";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".atlas-sharing") || build(parentElement);
  root.data = data;
  const picture = root.querySelector("[data-act=picture]");
  picture.textContent = data.words.picture;
  picture.hidden = !data.chart;
  root.querySelector("[data-act=link]").textContent = data.words.link;
  root.querySelector("[role=status]").textContent = "";
}

function build(parent) {
  const root = parent.appendChild(document.createElement("div"));
  root.className = "atlas-sharing";
  const acts = {
    picture: async () => save(await compose(root.data), root.data.file),
    link: async () => {
      const address = lasting(root.data.pinned);
      return (await copy(address)) ? root.data.words.copied : address;
    },
  };
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  for (const [name, act] of Object.entries(acts)) {
    const button = root.appendChild(document.createElement("button"));
    button.type = "button";
    button.dataset.act = name;
    button.addEventListener("click", async () => {
      try {
        said.textContent = (await act()) || "";
      } catch (fault) {
        console.error(fault);
        said.textContent = root.data.words.failed;
      }
    });
  }
  root.append(said);
  return root;
}

// The address with what it leaves to the day on which it is opened, such as the newest month.
function lasting(pinned) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(pinned || {})) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, value);
  }
  return address.href;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// An intranet address without TLS has no clipboard of its own; the old command still works there.
async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      console.warn(refused);
    }
  }
  const field = document.body.appendChild(document.createElement("textarea"));
  field.value = text;
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
