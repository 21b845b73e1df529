// OME-Zarr 0.4 and 0.5, and plain arrays, as sources of planes.

import "./codecs.js";
import * as zarr from "zarrita";
import { isAbsent } from "../data.js";
import { axesOf } from "./axes.js";
import { rectangle } from "./chunks.js";

/** Opens an image; `known` is what the server says of it: its kind. */
export async function openOme(url, known = {}) {
  try {
    return await open(url, known);
  } catch (error) {
    if (!zarr.isZarritaError(error, "NotFoundError")) throw error;
    throw new Error("The image is not complete: its metadata, or a part of them, are missing.");
  }
}

async function open(url, known) {
  const store = new zarr.FetchStore(url, { useSuffixRequest: true, fetch: partOf });
  const found = await zarr.open(zarr.root(store));
  return found.kind === "array" ? plain(found, known) : group(found, known, url);
}

/** Some web servers give the whole file to whoever asks for a part of it, and not all say 404 of what is not there. */
async function partOf(request) {
  const response = await fetch(request);
  if (isAbsent(response.status)) return new Response(null, { status: 404 });
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("Range") ?? "") ?? [];
  if (response.status !== 200 || to === undefined) return response;
  const whole = await response.arrayBuffer();
  return new Response(from === "" ? whole.slice(-Number(to)) : whole.slice(Number(from), Number(to) + 1), { status: 206 });
}

async function group(found, known, url) {
  const attributes = found.attrs.ome ?? found.attrs;
  const multiscale = attributes.multiscales?.[0];
  if (!multiscale) return plain(await zarr.open(found.resolve("0"), { kind: "array" }), known);
  const arrays = await Promise.all(multiscale.datasets.map((dataset) => zarr.open(found.resolve(dataset.path), { kind: "array" })));
  const axes = axesOf(arrays[0].shape, multiscale.axes?.map((axis) => (typeof axis === "string" ? { name: axis } : axis)));
  const above = transform(multiscale.coordinateTransformations, arrays[0].shape.length);
  const levels = arrays.map((array, at) => level(array, combined(transform(multiscale.datasets[at].coordinateTransformations, array.shape.length), above)));
  const isLabels = known.kind === "labels" || "image-label" in attributes;
  return {
    kind: isLabels ? "labels" : "image", axes, levels, type: arrays[0].dtype, shape: arrays[0].shape,
    channels: (attributes.omero?.channels ?? []).map(channel), labels: isLabels ? [] : await labelNames(found, url), tile,
  };
}

async function labelNames(found, url) {
  try {
    const labels = await zarr.open(found.resolve("labels"), { kind: "group" });
    const names = (labels.attrs.ome ?? labels.attrs).labels ?? [];
    return names.map((name) => ({ name, url: new URL(`labels/${encodeURIComponent(name)}/`, `${url.replace(/\/$/, "")}/`).href }));
  } catch (error) {
    if (zarr.isZarritaError(error, "NotFoundError")) return [];
    throw error;
  }
}

function plain(array, known) {
  const axes = axesOf(array.shape, array.dimensionNames?.map((name) => ({ name })));
  const levels = [level(array, transform(null, array.shape.length))];
  const kind = known.kind === "labels" ? "labels" : "image";
  return { kind, axes, levels, type: array.dtype, shape: array.shape, channels: [], labels: [], tile };
}

function level(array, { scale, translation }) {
  return { array, shape: array.shape, chunks: array.chunks, scale, translation };
}

function transform(list, dimensions) {
  const find = (type, otherwise, isUsable) => {
    const found = (list ?? []).find((one) => one.type === type)?.[type];
    return found?.length === dimensions && found.every(isUsable) ? found : Array(dimensions).fill(otherwise);
  };
  return { scale: find("scale", 1, (value) => Number.isFinite(value) && value > 0), translation: find("translation", 0, Number.isFinite) };
}

function combined(inner, outer) {
  return { scale: inner.scale.map((value, at) => value * outer.scale[at]), translation: inner.translation.map((value, at) => value * outer.scale[at] + outer.translation[at]) };
}

function channel(one) {
  const { start, end } = one.window ?? {};
  return { label: one.label, colour: /^[0-9a-f]{6}$/i.test(one.color ?? "") ? one.color.toLowerCase() : null, window: Number.isFinite(start) && Number.isFinite(end) && start < end ? [start, end] : null };
}

/** A rectangle of a plane of one level. */
function tile(at, where, wanted) {
  return rectangle(this.levels[at].array, where, wanted);
}
