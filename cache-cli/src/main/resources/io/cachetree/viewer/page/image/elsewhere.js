// Links that open an image in other programs, where the tree is shared.

import { button, el } from "../dom.js";

/** A menu of addresses; `null` where nothing is shared. */
export function elsewhere(share, files, path) {
  if (!share || !files) return null;
  const url = new URL(`${share.replace(/\/?$/, "/")}${files}${path}/`.replace(/^\/+/, ""), document.baseURI).href;
  const neuroglancer = `https://neuroglancer-demo.appspot.com/#!${encodeURIComponent(JSON.stringify({ layers: [{ type: "auto", source: `zarr://${url}`, name: path }] }))}`;
  const address = el("input", { type: "text", readonly: true, value: url, "aria-label": "Address of the image", onfocus: () => address.select() });
  return el("details", { class: "elsewhere" }, el("summary", {}, "Open elsewhere"), el("div", { class: "menu" },
    el("div", { class: "copy" }, address, button("Copy", () => copy(address))),
    el("dl", {},
      el("dt", {}, "napari"), el("dd", {}, el("code", {}, `napari --plugin napari-ome-zarr ${url}`)),
      el("dt", {}, "Fiji"), el("dd", {}, "File > Import > HDF5/N5/Zarr/OME-NGFF, with this address"),
      el("dt", {}, "Neuroglancer"), el("dd", {}, el("a", { href: neuroglancer, target: "_blank", rel: "noopener noreferrer" }, "opens neuroglancer-demo.appspot.com")))));
}

async function copy(address) {
  address.select();
  try {
    await navigator.clipboard.writeText(address.value);
  } catch {
    document.execCommand("copy");
  }
}
