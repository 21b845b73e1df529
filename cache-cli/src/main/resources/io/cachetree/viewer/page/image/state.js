// What images that are shown together share: plane, slices, zoom, place of the pointer.

export const PLANES = { xy: ["y", "x"], xz: ["z", "x"], yz: ["y", "z"] };

export class ViewState extends EventTarget {
  plane = "xy";
  index = {};
  /** Pixels of the screen for a unit of length; `null` until it is known how large the image is shown. */
  zoom = null;
  /** Whether all of the plane is to be in sight, whatever the size of the canvas is. */
  fitted = true;
  centre = [0, 0];
  pointer = null;

  constructor(source) {
    super();
    this.source = source;
    for (const [at, axis] of source.axes.entries()) this.index[axis.name] = ["z", "y", "x"].includes(axis.name) ? Math.floor(source.shape[at] / 2) : 0;
    if (!this.planes().includes("xy")) this.plane = this.planes()[0] ?? "xy";
  }

  changed(what) {
    this.dispatchEvent(new CustomEvent("change", { detail: what }));
  }

  axis(name) {
    return this.source.axes.findIndex((axis) => axis.name === name);
  }

  /** The planes that this image has. */
  planes() {
    return Object.keys(PLANES).filter((plane) => PLANES[plane].every((name) => this.axis(name) >= 0));
  }

  /** The axes that sliders go through, outermost first. */
  sliders() {
    return this.source.axes.map((axis) => axis.name).filter((name) => !PLANES[this.plane].includes(name) && this.size(name) > 1);
  }

  size(name) {
    return this.source.shape[this.axis(name)] ?? 1;
  }

  /** The length of the image along an axis. */
  extent(name) {
    return this.size(name) * this.source.levels[0].scale[this.axis(name)];
  }

  setPlane(plane) {
    if (!this.planes().includes(plane) || plane === this.plane) return;
    this.plane = plane;
    this.fitted = true;
    this.changed("plane");
  }

  move(name, to) {
    const index = Math.min(this.size(name) - 1, Math.max(0, Math.round(to)));
    if (this.axis(name) < 0 || index === this.index[name]) return;
    this.index[name] = index;
    this.changed("slice");
  }

  fit(width, height) {
    const [row, column] = PLANES[this.plane].map((name) => this.extent(name));
    this.zoom = Math.min(width / column, height / row) * 0.98;
    this.centre = [column / 2, row / 2];
  }

  /** Zooms such that a place stays where it is. */
  zoomBy(factor, [x, y] = this.centre) {
    if (this.zoom === null) return;
    const most = 64 / Math.min(...PLANES[this.plane].map((name) => this.source.levels[0].scale[this.axis(name)]));
    const least = 16 / Math.max(...PLANES[this.plane].map((name) => this.extent(name)));
    const zoom = Math.min(most, Math.max(least, this.zoom * factor));
    this.centre = [x + (this.centre[0] - x) * (this.zoom / zoom), y + (this.centre[1] - y) * (this.zoom / zoom)];
    this.zoom = zoom;
    this.fitted = false;
    this.changed("view");
  }

  showAll() {
    this.fitted = true;
    this.changed("view");
  }

  pan(x, y) {
    this.fitted = false;
    this.centre = [this.centre[0] - x / this.zoom, this.centre[1] - y / this.zoom];
    this.changed("view");
  }

  point(place) {
    this.pointer = place;
    this.changed("pointer");
  }
}
