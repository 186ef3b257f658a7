import { expect, test } from "vitest";
import { listHref, readListParams, searchWords } from "./list-params";

test("an address says tab, search, store and place, and is written as it is read", () => {
  const place = { createdAt: new Date(1_700_000_000_123), id: "ord_abc123" };
  const href = listHref({ tab: "pushed", q: "#1001 vip", store: "sto_1" }, { direction: "older", place });
  const raw = Object.fromEntries(new URLSearchParams(href.split("?")[1]));
  expect(readListParams(raw)).toEqual({
    tab: "pushed",
    q: "#1001 vip",
    store: "sto_1",
    beyond: { direction: "older", place },
  });
  expect(listHref({ tab: "all", q: "", store: null })).toBe("/orders");
});

test("what an address cannot mean counts as absent", () => {
  expect(readListParams({ tab: "nonsense", after: "x'; drop", q: ["a", "b"], store: "" })).toEqual({
    tab: "all",
    q: "",
    store: null,
    beyond: null,
  });
});

test("search words are spelled as tokens are", () => {
  expect(searchWords("  #1001, Zoë ＡＢＣ zoë\u0000x ")).toEqual(["#1001", "zoë", "abc"]);
});
