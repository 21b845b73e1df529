// Quantities as people read them, as the command line writes them.

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

export function bytes(count) {
  if (count === undefined || count === null) return "";
  let unit = 0;
  let value = count;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(value < 99.95 ? 1 : 0)} ${UNITS[unit]}`;
}

export function seconds(value) {
  if (value === undefined || value === null) return "";
  if (value < 0.0005) return "0 ms";
  if (value < 0.9995) return `${Math.round(value * 1000)} ms`;
  if (value < 59.95) return `${value.toFixed(1)} s`;
  const whole = Math.round(value);
  const two = (part) => String(part).padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)}:${two(whole % 60)} min`;
  return `${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))} h`;
}

export function age(instant, now = Date.now()) {
  const past = Math.max(0, (now - Date.parse(instant)) / 1000);
  if (Number.isNaN(past)) return "";
  if (past < 60) return `${Math.floor(past)} s`;
  if (past < 3600) return `${Math.floor(past / 60)} min`;
  if (past < 2 * 86400) return `${Math.floor(past / 3600)} h`;
  return `${Math.floor(past / 86400)} days`;
}

export function moment(instant) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return String(instant ?? "");
  const two = (part) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** A number with as many digits as tell it apart: whole ones with all of them, others with six, or with three behind the point. */
export function number(value) {
  if (typeof value !== "number" || Number.isInteger(value)) return String(value).replace("e+", "e");
  const size = Math.abs(value);
  if (size < 1e-3) return value.toExponential(4).replace(/\.?0+e/, "e");
  return String(Number(size < 1000 ? value.toPrecision(6) : value.toFixed(3)));
}

export function count(amount, one, many = `${one}s`) {
  return `${amount} ${amount === 1 ? one : many}`;
}

/** `io.cachetree.Cells.segment(D)V` as `Cells.segment`. */
export function step(id) {
  const head = String(id ?? "").split("(")[0];
  return head.split(".").slice(-2).join(".");
}
