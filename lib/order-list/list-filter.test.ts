import { expect, test } from "vitest";
import { listFilter, listTimeZone } from "./list-filter";
import { readListQuery } from "./list-params";

const now = new Date("2026-03-01T12:00:00Z");
const read = (query: string, timeZone = "UTC") =>
  listFilter(readListQuery(query), { now, timeZone, suppliers: [] });

test("an address becomes a filter: values as facets, amounts in thousandths, words in lower case", () => {
  expect(
    read("store=str_1&tag=VIP&tag=b&held=unpaid&paid_min=0.29&paid_max=12&q=Grün+%231001"),
  ).toMatchObject({
    facets: { store: ["str_1"], merchant: [], tag: ["VIP", "b"], held: ["unpaid"], payment: [] },
    paidFrom: 290,
    paidTo: 12_000,
    words: [{ prefixes: ["grun", "#grun", "<nurg"] }, { prefixes: ["#1001"] }],
  });
  expect(read("merchant=mer_1").facets).toMatchObject({ store: [], merchant: ["mer_1"] });
});

test("days begin at midnight in the given time zone", () => {
  expect(read("from=2026-02-01&to=2026-02-02", "Asia/Tokyo")).toMatchObject({
    from: new Date("2026-01-31T15:00:00Z"),
    to: new Date("2026-02-02T15:00:00Z"),
  });
});

test("the time zone is that of the chosen store, then of the chosen merchant, then of the first store that sells", () => {
  const stores = [
    { id: "supplier", merchantId: "mer_2", timeZone: "America/Lima", sells: false },
    { id: "north", merchantId: "mer_1", timeZone: "Europe/Oslo", sells: true },
    { id: "east", merchantId: "mer_2", timeZone: "Asia/Tokyo", sells: true },
  ];
  const of = (merchant: string | null, store: string | null) => listTimeZone(stores, { merchant, store });
  expect(of(null, null)).toBe("Europe/Oslo");
  expect(of(null, "east")).toBe("Asia/Tokyo");
  expect(of("mer_2", null)).toBe("Asia/Tokyo");
  expect(of("mer_unknown", null)).toBe("Europe/Oslo");
  expect(listTimeZone([], { merchant: null, store: null })).toBe("UTC");
});
