import { expect, it } from "vitest";
import { contentHash } from "./content-hash";

it("hashes equal content equally, whatever the order of its keys", () => {
  const at = new Date("2026-03-01T12:00:00Z");
  const hash = contentHash({
    name: "Ida",
    tags: ["a", "b"],
    at,
    address: { zip: "00100", city: "Helsinki" },
  });
  expect(
    contentHash({ address: { city: "Helsinki", zip: "00100" }, at, tags: ["a", "b"], name: "Ida" }),
  ).toBe(hash);
});

it.each([
  ["another value", { tags: ["a", "c"] }],
  ["another order of a list", { tags: ["b", "a"] }],
  ["another key", { labels: ["a", "b"] }],
  ["null instead of a missing value", { tags: ["a", "b"], note: null }],
])("hashes %s differently", (_, value) => {
  expect(contentHash(value)).not.toBe(contentHash({ tags: ["a", "b"] }));
});
