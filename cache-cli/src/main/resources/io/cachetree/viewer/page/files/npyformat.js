// Arrays as NumPy writes them.

const TYPES = {
  b1: Uint8Array, u1: Uint8Array, i1: Int8Array, u2: Uint16Array, i2: Int16Array, u4: Uint32Array, i4: Int32Array,
  u8: BigUint64Array, i8: BigInt64Array, f4: Float32Array, f8: Float64Array,
};

/** The array of a file: `{data, shape, type}`, in C order. */
export function readNpy(bytes) {
  if (bytes[0] !== 0x93 || new TextDecoder().decode(bytes.subarray(1, 6)) !== "NUMPY") throw new Error("This is no npy file: it does not begin as one.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6] > 1;
  const start = wide ? 12 : 10;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder("latin1").decode(bytes.subarray(start, start + length));
  const descr = /'descr':\s*'([<>|=])([a-z])(\d+)'/.exec(header);
  const fortran = /'fortran_order':\s*True/.test(header);
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? "").split(",").map((part) => part.trim()).filter(Boolean).map(Number);
  const type = descr && TYPES[descr[2] + descr[3]];
  if (!type) throw new Error(`Arrays of this type cannot be shown: ${/'descr':\s*(.{1,60})/.exec(header)?.[1] ?? "unknown"}`);
  const amount = shape.reduce((product, size) => product * size, 1);
  const from = start + length;
  if (!Number.isSafeInteger(amount) || bytes.length - from < amount * type.BYTES_PER_ELEMENT) throw new Error("The npy file is shorter than its header says.");
  const copy = bytes.slice(from, from + amount * type.BYTES_PER_ELEMENT);
  if (descr[1] === ">") for (let at = 0; at < copy.length; at += type.BYTES_PER_ELEMENT) copy.subarray(at, at + type.BYTES_PER_ELEMENT).reverse();
  const data = new type(copy.buffer);
  return { data: fortran && shape.length > 1 ? inC(data, shape) : data, shape, type: name(descr) };
}

function name([, , kind, size]) {
  return kind === "b" ? "bool" : `${{ u: "uint", i: "int", f: "float" }[kind]}${Number(size) * 8}`;
}

function inC(data, shape) {
  const out = new data.constructor(data.length);
  const index = shape.map(() => 0);
  for (let at = 0; at < out.length; at++) {
    let from = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) from = from * shape[axis] + index[axis];
    out[at] = data[from];
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) index[axis] = 0;
  }
  return out;
}
