/** The characters that begin a formula in a spreadsheet, in half and full width. */
const formula = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/;
const special = /[",;\t\r\n]|^\s|\s$/;

/** A cell with text that others wrote. An apostrophe before a formula keeps a spreadsheet from running it. */
export function textCell(value: string | null): string {
  if (value === null) return "";
  return plainCell(formula.test(value) ? `'${value}` : value);
}

/** A cell with a value that Crossdock formats, such as an amount or a time. Quoted where RFC 4180 requires it. */
export function plainCell(value: string): string {
  return special.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** One record of RFC 4180, with its line break. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}
