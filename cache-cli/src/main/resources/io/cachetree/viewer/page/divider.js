// Moves the border between the tree and the entry.

export function movable(divider, left) {
  const set = (width) => left.style.setProperty("width", `${Math.min(innerWidth - 480, Math.max(220, width))}px`);
  divider.addEventListener("pointerdown", (event) => {
    divider.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  divider.addEventListener("pointermove", (event) => divider.hasPointerCapture(event.pointerId) && set(event.clientX));
  divider.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -20, ArrowRight: 20 }[event.key];
    if (by) set(left.clientWidth + by);
  });
}
