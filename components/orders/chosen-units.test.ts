import { expect, test } from "vitest";
import { allUnits, pushChoice, shareOf, withSupplier, withUnits } from "./chosen-units";

const line = (lineItemId: string, quantity: number) => ({
  lineItemId,
  quantity,
  title: "",
  sourceUnits: quantity,
  sku: null,
  sourceSku: null,
});
const north = { sourceStoreId: "north", lines: [line("a", 3), line("b", 1)] };
const south = { sourceStoreId: "south", lines: [line("c", 2)] };
const both = [north, south];

test("everything is a push of everything, and whole suppliers are named as such", () => {
  const all = allUnits(both);
  expect(pushChoice(both, all)).toEqual({ sourceStoreIds: null });
  expect(pushChoice(both, withSupplier(south, all, false))).toEqual({ sourceStoreIds: ["north"] });
});

test("less than a supplier is a push of lines and quantities", () => {
  const less = withUnits({ sourceStoreId: "north", lineItemId: "a", open: 3 }, allUnits(both), 2);
  expect(shareOf(north, less)).toBe("some");
  expect(pushChoice(both, less)).toEqual({
    sourceStoreIds: null,
    lines: [
      { lineItemId: "a", sourceStoreId: "north", quantity: 2 },
      { lineItemId: "b", sourceStoreId: "north", quantity: 1 },
      { lineItemId: "c", sourceStoreId: "south", quantity: 2 },
    ],
  });
});

test("units stay between none and what is open, whatever is typed", () => {
  const place = { sourceStoreId: "north", lineItemId: "a", open: 3 };
  const typed = (units: number) => withUnits(place, new Map(), units).get("north a");
  expect([9, 2.7, 0, -4, Number.NaN].map(typed)).toEqual([3, 2, undefined, undefined, undefined]);
});
