// Starts the page: the tree on the left, the entry or the timeline on the right, and what is live between them.

import { TreeSource, session } from "./data.js";
import { button, el, fill, problem } from "./dom.js";
import { EntryPane } from "./entry.js";
import { bytes, count } from "./format.js";
import { globalKeys, showKeys } from "./keys.js";
import { go, route } from "./route.js";
import { startTheme } from "./theme.js";
import { TimelinePane } from "./timeline.js";
import { Tree } from "./tree.js";
import { movable } from "./divider.js";

const $ = (id) => document.getElementById(id);
const POLL = 1000;

const source = new TreeSource();
const tree = new Tree($("tree"), (node, isPassedBy) => go({ node }, isPassedBy && Object.keys(route()).join() === "node"));
const pane = new EntryPane($("right"));
const times = new TimelinePane($("right"));
const state = { document: null };

function summary(node) {
  return node && JSON.stringify([node.status, node.entries, node.newest?.key, node.attempts, node.damage]);
}

function showTree(read) {
  state.document = read;
  pane.tree = read;
  tree.show(read.nodes);
  fill($("where"), read.tree);
  document.title = `${read.tree.split("/").pop()} - CacheTree`;
  const sizes = read.nodes.reduce((sum, node) => sum + (node.newest?.bytes ?? 0), 0);
  const statuses = new Map();
  for (const { status } of read.nodes) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const parts = [...statuses].map(([name, amount]) => `${amount} ${name}`);
  fill($("totals"), `${count(read.nodes.length, "node")}: ${parts.join(", ")}; ${bytes(sizes)}`);
  if (read.nodes.length === 0) fill($("totals"), "No node yet: no step has been called.");
}

function showRight() {
  const at = route();
  if (at.token) location.reload(); // the address of a viewer that was started anew
  const timeline = at.page === "timeline";
  $("to-tree").setAttribute("aria-pressed", String(!timeline));
  $("to-timeline").setAttribute("aria-pressed", String(timeline));
  if (timeline) {
    pane.leave();
    times.show(at);
    return;
  }
  times.leave();
  if (at.node !== tree.chosen) tree.choose(at.node ?? null);
  pane.show(at);
}

async function poll() {
  try {
    const read = await source.read();
    fill($("live"), el("span", { class: "beat", title: "The page follows the tree" }), "live");
    if (read) changed(read);
  } catch (error) {
    fill($("live"), el("span", { class: "beat lost", title: error.message }), "not connected");
  }
  if (state.document.nodes.some(({ status }) => status === "running")) tree.redraw();
  setTimeout(poll, POLL);
}

function changed(read) {
  const node = route().node;
  const find = (nodes) => summary(nodes.find((other) => other.node === node));
  const before = find(state.document.nodes);
  showTree(read);
  if (route().page === "timeline") times.show(route());
  else if (node && before !== find(read.nodes)) pane.refresh(route());
}

async function start() {
  startTheme($("theme"));
  movable($("divider"), $("left"));
  $("to-tree").addEventListener("click", () => go({ ...route(), page: null, run: null }));
  $("to-timeline").addEventListener("click", () => go({ ...route(), page: "timeline" }));
  $("to-keys").addEventListener("click", showKeys);
  $("search").addEventListener("input", find);
  $("status").addEventListener("change", find);
  globalKeys($("search"), $("tree"));
  try {
    await session();
    showTree(await source.read());
    requestAnimationFrame(() => performance.mark("tree"));
  } catch (error) {
    fill($("right"), problem(error.message), error.status === 403
      ? el("p", {}, "Open the address that the command printed, with its token, once more: each start of the viewer has its own.")
      : button("Try again", () => location.reload()));
    return;
  }
  const first = state.document.nodes.find((node) => node.newest) ?? state.document.nodes[0];
  if (!route().node && !route().page && first) go({ node: first.node }, true);
  window.addEventListener("route", showRight);
  window.addEventListener("popstate", showRight);
  showRight();
  $("tree").focus({ preventScroll: true });
  if (state.document.live) setTimeout(poll, POLL);
}

function find() {
  tree.find($("search").value, $("status").value);
}

start();
