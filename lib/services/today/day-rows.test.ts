import { expect, test } from "vitest";
import { dateRange } from "@/lib/order-list/date-range";
import { listTimeZone } from "@/lib/order-list/list-filter";
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
      ...{ kind: "merchant", id: "north", name: "The north", timeZone: "Europe/Oslo", otherZones: 0 },
      // Clocks went forward that day: it has 23 hours.
      from: new Date("2026-03-28T23:00:00Z"),
      to: new Date("2026-03-29T22:00:00Z"),
      scope: { merchant: "north", store: null },
    },
    {
      ...{ kind: "merchant", id: "south", name: "The south", timeZone: "Asia/Tokyo", otherZones: 1 },
      from: new Date("2026-03-29T15:00:00Z"),
      to: new Date("2026-03-30T15:00:00Z"),
      scope: { merchant: "south", store: null },
    },
    {
      ...{ kind: "store", id: "lone", name: "lone", timeZone: "UTC", otherZones: 0 },
      from: new Date("2026-03-29T00:00:00Z"),
      to: new Date("2026-03-30T00:00:00Z"),
      scope: { merchant: null, store: "lone" },
    },
  ]);
});

test("a chosen merchant shows its stores, a chosen store itself, and an unknown one nothing", () => {
  const names = (merchant: string | null, store: string | null) =>
    dayRows(stores, { merchant, store }, now).map(({ name, timeZone }) => [name, timeZone]);
  expect(names("south", null)).toEqual([
    ["aki", "Asia/Tokyo"],
    ["chiba", "Asia/Tokyo"],
    ["denver", "America/Denver"],
  ]);
  expect(names(null, "denver")).toEqual([["denver", "America/Denver"]]);
  expect(names("unknown", null)).toEqual([]);
  expect(names(null, "unknown")).toEqual([]);
});

test("the day of a row begins when the day of its list begins", () => {
  const listed = stores.map((store) => ({ ...store, sells: true }));
  for (const chosen of [everything, { merchant: "south", store: null }]) {
    for (const row of dayRows(stores, chosen, now)) {
      const { from } = dateRange({ preset: "today" }, now, listTimeZone(listed, row.scope));
      expect(row.from, row.name).toEqual(from);
    }
  }
});
