// Other images of the tree that lie in the same place, as labels upon an image or as an image under labels.

import { entries, fileUrl } from "../data.js";

const MOST_NODES = 100;
const read = new Map();

/** Those that can be shown together with an image: `{id, text, url, kind}`, its own labels first. */
export async function companions(source, { node, item, tree, view }) {
  const wanted = source.kind === "labels" ? "image" : "labels";
  const own = source.labels.map((label) => ({ id: `own/${label.name}`, text: `labels/${label.name}`, url: label.url, kind: "labels" }));
  const nodes = (tree?.nodes ?? []).filter((other) => other.entries > 0);
  nodes.sort((a, b) => far(a.node, node) - far(b.node, node));
  const found = await Promise.all(nodes.slice(0, MOST_NODES).map((other) => of(other, wanted, source).catch(() => [])));
  const here = item.entry ? `${node}@${item.entry.key}/${view.id}` : "";
  return [...own, ...found.flat().filter((other) => other.id !== here)];
}

/** The entries of a node, asked for again only when it has others. */
function known({ node, newest, entries: amount }) {
  const mark = `${newest?.key} ${amount}`;
  if (read.get(node)?.mark !== mark) read.set(node, { mark, answer: entries(node) });
  return read.get(node).answer;
}

async function of(summary, kind, source) {
  const { node } = summary;
  const { entries: all } = await known(summary);
  return all.flatMap((entry, at) => (entry.images ?? []).filter((image) => entry.files && image.kind === kind && sameSpace(image.shape, source)).map((image) => ({
    id: `${node}@${entry.key}/${image.path}`, text: `${node} / ${image.path}${at || all.length > 1 ? ` @${entry.key.slice(0, 4)}` : ""}`, url: fileUrl(entry.files, image.path), kind,
  })));
}

/** Whether the axes of space have as many pixels; their sizes are compared when the other image is opened. */
function sameSpace(shape, source) {
  if (!shape) return true;
  const space = source.shape.filter((_, at) => ["z", "y", "x"].includes(source.axes[at].name));
  return String(shape.slice(-space.length)) === String(space);
}

/** How many steps lie between two nodes. */
function far(one, other) {
  const a = one.split("/");
  const b = other.split("/");
  let common = 0;
  while (common < Math.min(a.length, b.length) && a[common] === b[common]) common++;
  return a.length + b.length - 2 * common;
}

/** Whether two images cover the same place, to a thousandth. */
export function sameExtent(one, other) {
  return ["z", "y", "x"].every((name) => {
    const [a, b] = [one, other].map((source) => extent(source, name));
    return a === null || b === null || Math.abs(a - b) <= 1e-3 * Math.max(a, b);
  });
}

function extent(source, name) {
  const at = source.axes.findIndex((axis) => axis.name === name);
  return at < 0 ? null : source.shape[at] * source.levels[0].scale[at];
}
