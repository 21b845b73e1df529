// What the page reads: the documents of the server, or the same files of a report.

const AS_OFTEN = 30;
let isReport = false;

export class Unavailable extends Error {
  constructor(what, status, reason) {
    super(`${what} cannot be read: ${reason}`);
    this.status = status;
  }
}

const path = (node) => (node === "." ? "" : `${node.split("/").map(encodeURIComponent).join("/")}/`);

/** Whether what is read may change: a report is as it was written. */
export function isLive() {
  return !isReport;
}

/** Whether an answer says that there is no such file; buckets that are public say 403 to whoever may not list them. */
export function isAbsent(status) {
  return status === 404 || (isReport && status === 403);
}

async function get(url, options = {}) {
  let response;
  try {
    response = await patiently(url, options);
  } catch (error) {
    throw new Unavailable(decodeURIComponent(url), 0, "nobody answers. Is the viewer still running?");
  }
  if (response.ok || response.status === 304) return response;
  const said = response.headers.get("Content-Type")?.startsWith("text/plain") ? (await response.text()).trim() : "";
  throw new Unavailable(decodeURIComponent(url), response.status, said.slice(0, 300) || `the answer is ${response.status}`);
}

/** Asks again where the server says when to come back. */
async function patiently(url, options) {
  for (let time = 1; ; time++) {
    const response = await fetch(url, options);
    const after = response.headers.get("Retry-After");
    if (response.status !== 503 || after === null || time === AS_OFTEN) return response;
    await new Promise((done) => setTimeout(done, 1000 * Math.min(10, Number(after) >= 0 ? Number(after) : 2)));
  }
}

/** Reads JSON; whole numbers that a double cannot hold stay as they are written. */
export function parse(text) {
  const isRounded = (value) => typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
  return JSON.parse(text, (key, value, context) =>
    isRounded(value) && /^-?\d+$/.test(context?.source ?? "") ? BigInt(context.source) : value);
}

/** Trades the token of the address for a cookie, and takes it out of the address; what else stands there stays. */
export async function session() {
  const { token, ...others } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  if (!token) return;
  const rest = new URLSearchParams(others).toString();
  history.replaceState(null, "", location.pathname + location.search + (rest && `#${rest}`));
  await get("session", { headers: { Authorization: `Bearer ${token}` } });
}

/** The tree, each time it has changed; `null` if it has not. */
export class TreeSource {
  #tag = null;

  async read() {
    const response = await get("data/tree.json", { headers: this.#tag ? { "If-None-Match": this.#tag } : {}, cache: "no-store" });
    if (response.status === 304) return null;
    const read = await response.json();
    this.#tag = response.headers.get("ETag"); // only now, since what broke off is to be read again
    isReport = !read.live;
    return read;
  }
}

/** The entries of a node; of their results, the numbers are as they are written. */
export async function entries(node) {
  const text = await (await get(`data/nodes/${path(node)}@entries.json`)).text();
  const read = JSON.parse(text);
  parse(text).entries.forEach(({ result }, at) => (read.entries[at].result = result));
  return read;
}

/** How two entries differ; `null` where nobody knows. */
export async function difference(node, before, now) {
  try {
    return await (await get(`data/differences/${path(node)}@${before}..${now}.json`)).json();
  } catch (error) {
    if (isAbsent(error.status)) return null;
    throw error;
  }
}

export async function timeline() {
  return (await get("data/timeline.json")).json();
}

/** The address of a file of an entry; `files` comes from the entry. */
export function fileUrl(files, file) {
  const at = (part) => part.split("/").map((name) => encodeURIComponent(decodeURIComponent(name))).join("/");
  return new URL(at(files) + file.split("/").map(encodeURIComponent).join("/"), document.baseURI).href;
}

export async function fileSize(url) {
  const head = await get(url, { method: "HEAD" });
  return Number(head.headers.get("Content-Length") ?? 0);
}

/** The bytes of a file from one place to another, or to its end; some web servers give all of it to whoever asks for a part. */
export async function filePart(url, from, to) {
  const isWhole = from === 0 && to === undefined;
  const range = `bytes=${from}-${to === undefined ? "" : to - 1}`;
  const response = await get(url, isWhole ? {} : { headers: { Range: range }, cache: "no-store" });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return response.status === 206 ? bytes : bytes.subarray(from, to);
}

/** The bytes of a file; of one larger than `limit` only its end. */
export async function fileEnd(url, limit) {
  const size = await fileSize(url);
  return filePart(url, Math.max(0, size - limit));
}

/** All of a file, unless it is too large to be shown. */
export async function wholeFile(url, limit) {
  const size = await fileSize(url);
  if (size > limit) throw new Unavailable("The file", 413, `it has ${size} bytes; ${limit} can be shown.`);
  return filePart(url, 0);
}
