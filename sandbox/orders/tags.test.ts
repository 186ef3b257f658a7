import { expect, it } from "vitest";
import { normalizeTags, withoutTags } from "./tags";

it.each([
  [
    ["zeta", "Alpha, beta", "alpha"],
    ["Alpha", "beta", "zeta"],
  ],
  [
    ["b", "B", "a"],
    ["a", "b"],
  ],
  [[" ", ",", "x ,"], ["x"]],
])("normalizeTags: %j", (tags, normalized) => {
  expect(normalizeTags(tags)).toEqual(normalized);
});

it.each([
  [["Red", "a"], ["red"], ["Red", "a"]],
  [["Red", "a", "b"], ["Red, b"], ["a"]],
])("withoutTags: %j without %j", (tags, removed, left) => {
  expect(withoutTags(tags, removed)).toEqual(left);
});
