import { expect, it } from "vitest";
import { rawId, toJson } from "./json";

it("writes ids above 2^53 exactly", () => {
  expect(toJson({ id: rawId("9007199254740993"), none: rawId(null) })).toBe(
    '{"id":9007199254740993,"none":null}',
  );
});

it("keeps numbers in texts as texts", () => {
  expect(toJson({ name: "1001", note: 'say "7"' })).toBe('{"name":"1001","note":"say \\"7\\""}');
});
