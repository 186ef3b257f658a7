import { expect, it } from "vitest";
import { closesConnectionLoop } from "./connection-loop";

const pair = (destinationStoreId: string, sourceStoreId: string) => ({ destinationStoreId, sourceStoreId });

it.each([
  ["the first connection", [], pair("a", "b"), false],
  ["the way back", [pair("a", "b")], pair("b", "a"), true],
  ["a longer way back", [pair("a", "b"), pair("b", "c")], pair("c", "a"), true],
  ["a second supplier", [pair("a", "b")], pair("a", "c"), false],
  ["two ways to one supplier", [pair("a", "b"), pair("b", "c")], pair("a", "c"), false],
  ["another loop elsewhere", [pair("x", "y"), pair("y", "x")], pair("a", "x"), false],
])("%s", (_case, known, added, closes) => {
  expect(closesConnectionLoop(known, added)).toBe(closes);
});
