import { expect, test } from "vitest";
import { pageScope, readScopeParams, withScopeParams } from "./scope-params";

test("reads the scope of an address and ignores values that are not ids", () => {
  expect(readScopeParams(new URLSearchParams("merchant=mer_1&store=sto_1"))).toEqual({
    merchant: "mer_1",
    store: "sto_1",
  });
  expect(readScopeParams(new URLSearchParams("merchant=a%20b&store="))).toEqual({
    merchant: null,
    store: null,
  });
  expect(pageScope({ merchant: ["a", "b"], store: "sto_1" })).toEqual({ merchant: null, store: "sto_1" });
});

test("puts the scope into a link and keeps the rest of its address", () => {
  const none = { merchant: null, store: null };
  expect(withScopeParams("/orders?tab=pushed&store=old", none)).toBe("/orders?tab=pushed");
  expect(withScopeParams("/orders?tab=pushed", { merchant: "m", store: null })).toBe(
    "/orders?tab=pushed&merchant=m",
  );
  expect(withScopeParams("/stores", { merchant: "m", store: "s" })).toBe("/stores?store=s");
});
