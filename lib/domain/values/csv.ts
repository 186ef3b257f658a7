/** What spreadsheets take for the beginning of a formula, in half and full width. */
const formula = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/;
const special = /[",;\t\r\n]|^\s|\s$/;

/** A cell of text that others wrote: a spreadsheet never runs it, because a formula gets an apostrophe before it. */
export function textCell(value: string | null): string {
  if (value === null) return "";
  return plainCell(formula.test(value) ? `'${value}` : value);
}

/** A cell of our own making, such as an amount or a time; quoted where RFC 4180 asks for it. */
export function plainCell(value: string): string {
  return special.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** One record of RFC 4180, with the line's end. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}
