// Comma-separated values, as RFC 4180 has them.

/** The rows of a text, each a list of fields. */
export function rows(text, separator = ",") {
  const found = [];
  let row = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    let field;
    if (text[at] === '"') {
      let end = at + 1;
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
      field = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
      field = text.slice(at, end);
      at = end;
    }
    row.push(field);
    if (text[at] === separator) {
      at++;
      if (at === text.length) row.push("");
      else continue;
    }
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
    found.push(row);
    row = [];
  }
  return found;
}

/** Whether all values of a column that are there are numbers. */
export function numeric(values) {
  let some = false;
  for (const value of values) {
    if (value === "") continue;
    if (!isNumber(value)) return false;
    some = true;
  }
  return some;
}

function isNumber(text) {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) || /^(nan|[-+]?inf(inity)?)$/i.test(text);
}
