// What keys do everywhere, and the list of all of them.

import { button, el } from "./dom.js";
import { go, route } from "./route.js";

const KEYS = [
  ["Everywhere", [["/", "search nodes"], ["t", "timeline"], ["Esc", "back to the tree"], ["?", "this list"]]],
  ["Tree", [["↑ ↓", "node before, after"], ["→ ←", "open, close; child, parent"], ["Home End", "first, last"], ["PgUp PgDn", "a page"]]],
  ["Entry", [["Tab", "next control"], ["← →", "on tabs: entry or view before, after"]]],
  ["Image", [["← →", "slice before, after"], ["PgUp PgDn", "ten slices"], ["Home End", "first, last slice"], [", .", "channel"], ["[ ]", "time"],
    ["1 2 3", "plane xy, xz, yz"], ["+ − 0", "zoom in, out, fit"], ["c", "contrast from this plane"], ["l", "labels on, off"],
    ["s f d", "side by side, flicker, difference"], ["Space", "the other entry, while flickering"]]],
];

export function globalKeys(search, tree) {
  search.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter" && event.key !== "Escape") return;
    if (event.key === "Escape") {
      search.value = "";
      search.dispatchEvent(new Event("input"));
    }
    tree.focus();
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=range]), select, textarea")) return;
    if (event.key === "/") search.focus();
    else if (event.key === "?") showKeys();
    else if (event.key === "t") go({ ...route(), page: route().page === "timeline" ? null : "timeline" });
    else if (event.key === "Escape" && !document.querySelector("dialog[open]")) tree.focus();
    else return;
    event.preventDefault();
  });
}

export function showKeys() {
  const dialog = el("dialog", { class: "keys", "aria-label": "Keys", onclose: () => dialog.remove() });
  dialog.append(
    el("div", { class: "columns" }, KEYS.map(([where, keys]) => el("section", {}, el("h2", {}, where),
      el("dl", {}, keys.map(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)]))))),
    button("Close", () => dialog.close()));
  document.body.append(dialog);
  dialog.showModal();
}
