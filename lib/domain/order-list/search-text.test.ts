import { describe, expect, it } from "vitest";
import { isUnspaced, joined, phoneDigits, reversed, segmentsOf, startsOf } from "./search-text";

it.each<[string, string[]]>([
  ["EU#1001/26", ["eu", "1001", "26"]],
  ["№7", ["7"]],
  ["Müller", ["muller"]],
  ["Mu\u0308ller", ["muller"]],
  ["Straße Łódź", ["strasse", "lodz"]],
  ["Sinéad O’Brien", ["sinead", "obrien"]],
  ["ΟΔΟΣ", ["οδοσ"]],
  ["١٠٠١ ۱۲", ["1001", "12"]],
  ["ＡＢ１２", ["ab", "12"]],
  ["山田abc", ["山田", "abc"]],
  ["ガ", ["ガ"]],
  ["कि", ["कि"]],
  ["🎁 gift", ["🎁", "gift"]],
  [" %_- ", []],
  ["", []],
])("%j has the segments %j", (text, segments) => {
  expect(segmentsOf(text)).toEqual(segments);
});

it.each([
  ["山田", true],
  ["ひと", true],
  ["김", true],
  ["ไทย", true],
  ["anna", false],
  ["anna山", false],
  ["анна", false],
  ["12", false],
  ["", false],
])("%j begins with a script without spaces: %j", (text, unspaced) => {
  expect(isUnspaced(text)).toBe(unspaced);
});

describe("the starts of a text", () => {
  it.each<[string[], string[]]>([
    [
      ["eu", "1001", "26"],
      ["eu-1001-26", "1001-26", "26"],
    ],
    [["山田太"], ["山田太", "田太"]],
    [["山"], ["山"]],
    [
      ["山田", "26"],
      ["山田-26", "26"],
    ],
    [[], []],
  ])("of %j are %j", (segments, starts) => {
    expect(startsOf(segments, 10)).toEqual(starts);
  });

  it("are at most as many as asked for, the longest first", () => {
    expect(startsOf(["a", "b", "c"], 2)).toEqual(["a-b-c", "b-c"]);
    expect(startsOf(["a", "b"], 0)).toEqual([]);
  });
});

it("joins segments in one spelling, and reverses by code points", () => {
  expect(joined(segmentsOf("1001/26"))).toBe(joined(segmentsOf("1001 26")));
  expect(joined([])).toBe("");
  expect(reversed("dre-4")).toBe("4-erd");
  expect(reversed("a🎁")).toBe("🎁a");
});

it.each([
  ["+49 (0)151 234", "49151234"],
  ["0049 151-234", "49151234"],
  ["0151/234", "151234"],
  ["٠١٥١", "151"],
  ["+1 (555) 010", "1555010"],
  ["000", ""],
  ["n/a", ""],
])("the phone number %j has the digits %j", (text, digits) => {
  expect(phoneDigits(text)).toBe(digits);
});
