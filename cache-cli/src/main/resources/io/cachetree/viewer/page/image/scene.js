// Which images are shown together: one, another entry's, their difference, and one that lies upon or under them.

import { channelLook } from "./look.js";

export class Scene {
  other = null;
  otherKey = null;
  otherIsNewer = false;
  difference = null;
  companion = null;
  opacity = 0.5;
  mode = "one";

  constructor(main) {
    this.main = main;
  }

  /** The older of two first. */
  inOrder(other, main) {
    return this.otherIsNewer ? [main, other] : [other, main];
  }

  /** This one alone. */
  alone() {
    this.other = null;
    this.otherKey = null;
    this.difference = null;
    this.mode = "one";
  }

  /** The layers of each canvas, the lowest first. */
  groups() {
    this.setOpacity(this.opacity);
    const upon = this.companion ? [this.companion] : [];
    const together = (layers) => (this.isUnder ? [...upon, ...layers] : [...layers, ...upon]);
    if (this.mode === "side") return this.inOrder(this.other, this.main).map((layer) => together([layer]));
    if (this.mode === "flicker") return [together([this.other, this.main])];
    if (this.mode === "difference") return [[this.difference]];
    return [together([this.main])];
  }

  /** Whether the companion is an image under labels. */
  get isUnder() {
    return this.main.source.kind === "labels";
  }

  setOpacity(opacity) {
    this.opacity = opacity;
    this.main.look.opacity = this.isUnder && this.companion ? opacity : 1;
    if (this.other) this.other.look.opacity = this.main.look.opacity;
    if (this.companion) this.companion.look.opacity = this.isUnder ? 1 : opacity;
  }

  /** The layer that contrast and colours are about. */
  get chief() {
    return this.mode === "difference" ? this.difference : this.main;
  }

  labelLayers() {
    return [this.main, this.other, this.companion].filter((layer) => layer?.source.kind === "labels" && this.mode !== "difference");
  }

  toggleLabels() {
    const layer = this.companion?.source.kind === "labels" ? this.companion : this.labelLayers()[0];
    if (layer) layer.shown = !layer.shown;
  }

  showChannel(channel) {
    for (const layer of [this.main, this.companion]) if (layer?.source.channels.length) layer.restyle(channelLook(layer.source, channel));
  }
}
