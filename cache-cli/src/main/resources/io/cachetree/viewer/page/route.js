// What is shown stands in the address, so that a link and the back button lead to it.

/** The parts of the address behind `#`: `node`, `key`, `view`, `with`, `mode`, `page`. */
export function route() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** Shows something else, or the same once more, which may have failed. Parts that are `undefined` or `null` are left out. */
export function go(parts, replace = false) {
  const kept = Object.entries(parts).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const hash = `#${new URLSearchParams(kept)}`;
  if (hash !== location.hash) history[replace ? "replaceState" : "pushState"](null, "", hash);
  window.dispatchEvent(new Event("route"));
}
