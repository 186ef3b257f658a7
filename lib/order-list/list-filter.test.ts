import { expect, test } from "vitest";
import { listFilter, listZones } from "./list-filter";
import { readListQuery } from "./list-params";

const now = new Date("2026-03-01T12:00:00Z");
const one = (id: string, merchantId: string, timeZone: string, sells = true) => ({
  ...{ id, merchantId, timeZone, sells, name: id, supplies: !sells },
});
const stores = [
  one("supplier", "mer_2", "America/Lima", false),
  one("north", "mer_1", "Europe/Oslo"),
  one("east", "mer_2", "Asia/Tokyo"),
];
const read = (query: string, of = stores) => listFilter(readListQuery(query), { now, stores: of });

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

test("days begin at midnight in the time zone of the one store", () => {
  expect(read("from=2026-02-01&to=2026-02-02&store=east")).toMatchObject({
    from: new Date("2026-01-31T15:00:00Z"),
    to: new Date("2026-02-02T15:00:00Z"),
    days: [],
  });
  expect(read("date=today&store=unknown").from).toEqual(new Date("2026-03-01T00:00:00Z"));
});

test("over stores in several time zones each store has its own days, and another store changes none of them", () => {
  const filter = read("date=yesterday");
  expect(filter).toMatchObject({
    from: new Date("2026-02-27T15:00:00Z"),
    to: new Date("2026-02-28T23:00:00Z"),
    days: [
      { storeIds: ["east"], from: new Date("2026-02-27T15:00:00Z"), to: new Date("2026-02-28T15:00:00Z") },
      { storeIds: ["north"], from: new Date("2026-02-27T23:00:00Z"), to: new Date("2026-02-28T23:00:00Z") },
    ],
  });
  const added = read("date=yesterday", [one("a", "mer_3", "America/Denver"), ...stores]);
  expect(added.days).toEqual(expect.arrayContaining([...filter.days]));
  expect(added.days).toHaveLength(3);
});

test("zones whose days begin at the same instants count as one", () => {
  const alike = [one("a", "m", "Europe/Oslo"), one("b", "m", "Europe/Berlin")];
  expect(read("date=7d", alike).days).toEqual([]);
});

test("a list counts days in the zones of its stores: the chosen one, the merchant's, or all that sell", () => {
  const of = (merchant: string | null, store: string | null) => listZones(stores, { merchant, store });
  expect(of(null, null)).toEqual(["Asia/Tokyo", "Europe/Oslo"]);
  expect(of(null, "supplier")).toEqual(["America/Lima"]);
  expect(of("mer_2", null)).toEqual(["Asia/Tokyo"]);
  expect(of("mer_unknown", null)).toEqual(["Asia/Tokyo", "Europe/Oslo"]);
});
