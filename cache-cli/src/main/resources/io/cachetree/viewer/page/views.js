// Which views an entry has: its overview, each image, each output, its log.

import { fileUrl } from "./data.js";
import { button, el, fill, problem } from "./dom.js";

const KINDS = [
  [/\.(csv|tsv)$/i, "table", () => import("./files/table.js")],
  [/\.png$/i, "image", () => import("./image/panel.js")],
  [/\.npy$/i, "npy", () => import("./files/npy.js")],
  [/\.json$/i, "json", () => import("./files/json.js")],
  [/./, "text", () => import("./files/text.js")],
];

const MOST_TABS = 12;

/** The views of an entry or attempt: `{id, label, kind, show(box, context)}`; the first is the overview. */
export function views({ entry, attempt }) {
  const from = entry ?? attempt;
  const images = ((from.files && from.images) || []).map((image) => ({ id: image.path, label: image.path, kind: "image", image, show: lazily(() => import("./image/panel.js")) }));
  const names = new Map();
  for (const file of [...(entry?.outputs ?? []), ...(attempt?.outputs ?? []), ...(entry?.text ?? []), ...(attempt?.text ?? [])]) {
    if (from.files && !images.some((image) => file.file.startsWith(`${image.id}/`) || file.file === image.id)) names.set(file.file, file);
  }
  const files = [...names.values()].map((file) => fileView(file));
  return [{ id: "", label: "Overview", kind: "overview" }, ...images, ...files.sort((a, b) => a.order - b.order)];
}

/** Those that get a tab; the others are reached from the list of outputs. */
export function tabbed(all, chosen) {
  return all.filter((view, index) => index < MOST_TABS || view.id === chosen);
}

function fileView(file) {
  const [, kind, load] = KINDS.find(([pattern]) => pattern.test(file.file));
  const log = /(^|\/)(log|error)\.txt$/.test(file.file);
  return { id: file.file, label: file.file, kind, file, order: log ? 1 : 0, show: lazily(load) };
}

/** Shows a view by a module that is loaded when it is first needed. */
function lazily(load) {
  return (box, context) => {
    let stop = null;
    let left = false;
    const from = context.item.entry ?? context.item.attempt;
    const url = fileUrl(from.files, context.view.id);
    const start = () => load()
      .then((module) => left ? null : module.show(box, { ...context, url }))
      .then((end) => {
        if (left) end?.();
        else stop = end;
      })
      .catch((error) => left || fill(box, problem(error.message), el("div", {}, button("Try again", () => start()))));
    start();
    return () => {
      left = true;
      stop?.();
    };
  };
}
