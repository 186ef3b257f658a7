import { expect, test } from "vitest";
import { listFilter } from "@/lib/order-list/list-filter";
import { readListQuery } from "@/lib/order-list/list-params";
import { dayRows } from "./day-rows";

const now = new Date("2026-03-29T20:30:00Z");
const everything = { merchant: null, store: null };
const one = (id: string, timeZone: string, merchantId: string | null) => ({
  ...{ id, timeZone, merchantId, name: id, merchantName: merchantId && `The ${merchantId}` },
});
const stores = [
  one("aki", "Asia/Tokyo", "south"),
  one("bergen", "Europe/Oslo", "north"),
  one("chiba", "Asia/Tokyo", "south"),
  one("denver", "America/Denver", "south"),
  one("lone", "UTC", null),
];

test("one row per merchant by name, then stores without a merchant, each with its own day", () => {
  expect(dayRows(stores, everything, now)).toEqual([
    {
      ...{ kind: "merchant", id: "north", name: "The north", timeZones: ["Europe/Oslo"], days: [] },
      // Clocks went forward that day: it has 23 hours.
      from: new Date("2026-03-28T23:00:00Z"),
      to: new Date("2026-03-29T22:00:00Z"),
      scope: { merchant: "north", store: null },
    },
    {
      ...{ kind: "merchant", id: "south", name: "The south", timeZones: ["America/Denver", "Asia/Tokyo"] },
      // The earliest of the days of its stores.
      from: new Date("2026-03-29T06:00:00Z"),
      to: new Date("2026-03-30T06:00:00Z"),
      days: [
        { storeIds: ["denver"], from: new Date("2026-03-29T06:00:00Z"), to: null },
        { storeIds: ["aki", "chiba"], from: new Date("2026-03-29T15:00:00Z"), to: null },
      ],
      scope: { merchant: "south", store: null },
    },
    {
      ...{ kind: "store", id: "lone", name: "lone", timeZones: ["UTC"], days: [] },
      from: new Date("2026-03-29T00:00:00Z"),
      to: new Date("2026-03-30T00:00:00Z"),
      scope: { merchant: null, store: "lone" },
    },
  ]);
});

test("a chosen merchant shows its stores, a chosen store itself, and an unknown one nothing", () => {
  const names = (merchant: string | null, store: string | null) =>
    dayRows(stores, { merchant, store }, now).map(({ name, timeZones }) => [name, ...timeZones]);
  expect(names("south", null)).toEqual([
    ["aki", "Asia/Tokyo"],
    ["chiba", "Asia/Tokyo"],
    ["denver", "America/Denver"],
  ]);
  expect(names(null, "denver")).toEqual([["denver", "America/Denver"]]);
  expect(names("unknown", null)).toEqual([]);
  expect(names(null, "unknown")).toEqual([]);
});

test("the days of a row are those of its list", () => {
  const listed = stores.map((store) => ({ ...store, sells: true, supplies: false }));
  for (const chosen of [everything, { merchant: "south", store: null }]) {
    for (const row of dayRows(stores, chosen, now)) {
      const params = { ...readListQuery("date=today"), ...row.scope };
      const { from, days } = listFilter(params, { now, stores: listed });
      expect([row.from, row.days], row.name).toEqual([from, days]);
    }
  }
});
