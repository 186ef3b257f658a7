import { expect, test } from "vitest";
import { columnIds, hideableColumns, listLook, shownColumns } from "./columns";

test("number, date and amount cannot be hidden", () => {
  expect(columnIds.filter((id) => !hideableColumns.some((one) => one === id))).toEqual([
    "order",
    "date",
    "paid",
  ]);
});

test("a preference hides its columns, and names that are no hideable column are ignored", () => {
  const look = listLook({ hiddenColumns: ["tags", "payment", "paid", "weight"], dense: true });
  expect(look).toEqual({ hidden: ["payment", "tags"], dense: true });
  expect(shownColumns(look)).toEqual([
    "order",
    "date",
    "customer",
    "fulfillment",
    "items",
    "shipping",
    "paid",
  ]);
});

test("without a preference every column is shown", () => {
  expect(shownColumns(listLook(null))).toEqual(columnIds);
});
