import { expect, test } from "vitest";
import { searchWords } from "./search-words";

const suppliers = [
  { id: "str_n", name: "Nordwolle Strick-Waren", supplies: true },
  { id: "str_m", name: "Maison Lin", supplies: true },
  { id: "str_shop", name: "Nordlicht", supplies: false },
];
const named = (text: string) => searchWords(text, suppliers).map(({ supplierIds }) => supplierIds);

test("a text without anything to search for finds nothing, and an empty text asks for nothing", () => {
  for (const text of ["%", "#", "_ -"])
    expect(searchWords(text, [])).toEqual([{ prefixes: [], number: null, supplierIds: [] }]);
  expect(searchWords("  ", [])).toEqual([]);
});

test("words are folded, repeated words and marks between words are left out, and eight are kept", () => {
  const prefixes = (text: string) => searchWords(text, []).map((word) => word.prefixes[0]);
  expect(prefixes("  #1001, Zoë – ＡＢＣ zoë\u0000 ")).toEqual(["#1001", "zoe", "abc"]);
  expect(prefixes("a b c d e f g h i j")).toHaveLength(8);
});

test("a word also names the source stores with a word that begins with it", () => {
  expect(named("nordw")).toEqual([["str_n"]]);
  expect(named("Waren maison")).toEqual([["str_n"], ["str_m"]]);
  expect(named("Strick-Waren")).toEqual([["str_n"]]);
  expect(named("n")).toEqual([[]]);
  expect(named("#lin")).toEqual([[]]);
});
