import { expect, test } from "vitest";
import { isFiltered, listHref, plainList, readListParams, readListQuery } from "./list-params";

test("an address that is written and read again gives the same tab, search, scope, filters, sort and place", () => {
  const params = {
    ...plainList,
    tab: "attention" as const,
    q: "#1001 vip",
    store: "sto_1",
    values: { ...plainList.values, tag: ["A, B", "größe"], payment: ["PAID", "PENDING"], held: ["unpaid"] },
    date: { from: "2026-03-01", to: null },
    paidMin: "12.5",
    paidMax: "100",
    sort: { by: "paid", direction: "asc" } as const,
  };
  const beyond = { direction: "after", place: { key: -1250, id: "ord_abc123" } } as const;
  const href = listHref(params, beyond);
  expect(readListQuery(href.split("?")[1] ?? "")).toEqual({ ...params, beyond });
  expect(listHref(plainList)).toBe("/orders");
  expect(isFiltered(params)).toBe(true);
  expect(isFiltered({ ...plainList, tab: "pushed", store: "sto_1" })).toBe(false);
});

test("a store takes precedence over a merchant, and a preset over days", () => {
  const read = readListQuery("merchant=mer_1&store=sto_1&date=7d&from=2026-01-01");
  expect(read).toMatchObject({ merchant: null, store: "sto_1", date: { preset: "7d" } });
  expect(listHref(read)).toBe("/orders?store=sto_1&date=7d");
});

test("values that an address cannot have are ignored", () => {
  expect(
    readListParams({
      tab: "nonsense",
      after: "x'; drop",
      q: ["a", "b"],
      store: "",
      from: "2026-02-30",
      date: "someday",
      paid_min: "-1",
      paid_max: "1e9",
      sort: "name-desc",
      tag: ["", "\u0000", "x".repeat(201)],
    }),
  ).toEqual(plainList);
  expect(readListParams({ after: "99999999999999999_ord_1" }).beyond).toBeNull();
  expect(readListParams({ after: "8640000000000000_ord_1" }).beyond).toBeNull();
});
