import { expect, test } from "vitest";
import { newestFirst, readSort, sorts, sortText } from "./sorts";

test.each(sorts.map((sort) => [sortText(sort), sort] as const))("reads %s as it is written", (text, sort) => {
  expect(readSort(text)).toEqual(sort);
});

test("a text that is no sort means newest first", () => {
  expect([null, "", "name-desc", "paid"].map(readSort)).toEqual(Array(4).fill(newestFirst));
});
