import { expect, it } from "vitest";
import { csvRecord, plainCell, textCell } from "./csv";

it.each([
  ["plain", "plain"],
  ["Müller, Söhne", '"Müller, Söhne"'],
  ['6" nails', '"6"" nails"'],
  ["two\r\nlines", '"two\r\nlines"'],
  ["a;b", '"a;b"'],
  [" padded ", '" padded "'],
  ["山田 太郎", "山田 太郎"],
  ["", ""],
  [null, ""],
])("text %j", (value, cell) => {
  expect(textCell(value)).toBe(cell);
});

it.each(["=1+1", "+49 431 1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "－1"])(
  "keeps a spreadsheet from running %j",
  (value) => {
    expect(textCell(value).replace(/^"/, "").startsWith("'")).toBe(true);
  },
);

it("does not change formatted amounts, also negative ones", () => {
  expect(plainCell("-12.50")).toBe("-12.50");
  expect(csvRecord([plainCell("-12.50"), textCell("a,b")])).toBe('-12.50,"a,b"\r\n');
});
