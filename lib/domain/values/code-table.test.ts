import { expect, it } from "vitest";
import { codesOf, entryOf, isCodeOf } from "./code-table";

const table = { second: 2, first: 1 };

it("lists the codes in the table's order", () => {
  expect(codesOf(table)).toEqual(["second", "first"]);
});

it("finds the entry of a known code only", () => {
  expect(entryOf(table, "first")).toBe(1);
  expect(entryOf(table, "third")).toBeNull();
  expect(entryOf(table, "toString")).toBeNull();
  expect(isCodeOf(table, "constructor")).toBe(false);
});
