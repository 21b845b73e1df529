// What keys do while an image is shown, unless they go to the tree or a control.

/** Listens until what it returns is called. */
export function imageKeys(box, panel) {
  const { state } = panel;
  const first = () => state.sliders().at(-1);
  const step = (name, by) => name && state.axis(name) >= 0 && state.move(name, state.index[name] + by);
  const actions = {
    ArrowRight: () => step(first(), 1), ArrowLeft: () => step(first(), -1), ArrowUp: () => step(first(), 1), ArrowDown: () => step(first(), -1),
    PageUp: () => step(first(), 10), PageDown: () => step(first(), -10),
    Home: () => first() && state.move(first(), 0), End: () => first() && state.move(first(), state.size(first()) - 1),
    ",": () => step("c", -1), ".": () => step("c", 1), "[": () => step("t", -1), "]": () => step("t", 1),
    1: () => state.setPlane("xy"), 2: () => state.setPlane("xz"), 3: () => state.setPlane("yz"),
    "+": () => state.zoomBy(1.25), "=": () => state.zoomBy(1.25), "-": () => state.zoomBy(0.8),
    0: () => state.showAll(),
    c: () => panel.autoContrast(), l: () => panel.toggleLabels(),
    s: () => panel.setMode("side"), f: () => panel.setMode("flicker"), d: () => panel.setMode("difference"), " ": () => panel.turn?.(),
  };
  const listen = (event) => {
    const here = event.target === document.body || box.contains(event.target);
    if (!here || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, button, summary")) return;
    const action = actions[event.key];
    if (!action) return;
    action();
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("keydown", listen, true);
  return () => document.removeEventListener("keydown", listen, true);
}
