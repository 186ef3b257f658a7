import { expect, test } from "vitest";
import { listQuery, readListQuery } from "@/lib/order-list/list-params";
import { type FilterOptions, filterChips, zonesText } from "./filter-kinds";

const options: FilterOptions = {
  store: [{ value: "str_1", label: "Harbour" }],
  supplier: [{ value: "str_2", label: "Nordwolle" }],
  payment: [{ value: "PAID", label: "Paid" }],
  fulfillment: [],
  tag: [],
  shipping: [],
  held: [],
  timeZones: ["Europe/Oslo"],
  attention: [],
};
const chips = (query: string) =>
  filterChips(readListQuery(query), options).map(({ kind, text, without }) => [
    kind,
    text,
    listQuery(without),
  ]);

test("shows each filter as text, with the list without it", () => {
  expect(chips("tab=pushed&q=lamp&store=str_1&payment=PAID&payment=ODD&tag=vip&paid_min=5&date=7d")).toEqual([
    ["store", "Harbour", "tab=pushed&q=lamp&payment=PAID&payment=ODD&tag=vip&date=7d&paid_min=5"],
    [
      "date",
      "Last 7 days (Europe/Oslo)",
      "tab=pushed&q=lamp&store=str_1&payment=PAID&payment=ODD&tag=vip&paid_min=5",
    ],
    ["payment", "Paid or ODD", "tab=pushed&q=lamp&store=str_1&tag=vip&date=7d&paid_min=5"],
    ["tag", "vip", "tab=pushed&q=lamp&store=str_1&payment=PAID&payment=ODD&date=7d&paid_min=5"],
    ["amount", "5 or more", "tab=pushed&q=lamp&store=str_1&payment=PAID&payment=ODD&tag=vip&date=7d"],
  ]);
  expect(chips("tab=pushed&q=lamp&merchant=mer_1&sort=paid-asc")).toEqual([]);
});

test.each([
  ["tag=a&tag=b&tag=c&tag=d", "a, b or 2 more"],
  ["from=2026-03-01&to=2026-03-05", "2026-03-01 to 2026-03-05 (Europe/Oslo)"],
  ["from=2026-03-01", "from 2026-03-01 (Europe/Oslo)"],
  ["to=2026-03-05", "until 2026-03-05 (Europe/Oslo)"],
  ["paid_min=1&paid_max=2.5", "1 to 2.5"],
  ["supplier=str_foreign", "a store that you do not see"],
])("%s: %s", (query, text) => {
  expect(chips(query).map(([, words]) => words)).toEqual([text]);
});

test("days name the time zone in which they begin, or say that it is each store's own", () => {
  const timeZones = ["America/Denver", "Asia/Tokyo"];
  const [chip] = filterChips(readListQuery("date=today"), { ...options, timeZones });
  expect(chip?.text).toBe("Today (each store's time zone)");
  expect(zonesText(["Europe/Oslo"])).toBe("Days begin at midnight in Europe/Oslo.");
  expect(zonesText(timeZones)).toBe(
    "Days begin at midnight in each store's own time zone: America/Denver, Asia/Tokyo.",
  );
  expect(zonesText(["a", "b", "c", "d", "e", "f"])).toMatch(/: a, b, c, d and 2 more[.]$/);
});
