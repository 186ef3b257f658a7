import { expect, test } from "vitest";
import { pageScope, readScopeParams, withScopeParams } from "./scope-params";

test("a scope is read from the address, and what is no id is left out", () => {
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

test("a link keeps the scope and the rest of its own address", () => {
  const none = { merchant: null, store: null };
  expect(withScopeParams("/orders?tab=pushed&store=old", none)).toBe("/orders?tab=pushed");
  expect(withScopeParams("/orders?tab=pushed", { merchant: "m", store: null })).toBe(
    "/orders?tab=pushed&merchant=m",
  );
  expect(withScopeParams("/stores", { merchant: "m", store: "s" })).toBe("/stores?store=s");
});
