import { expect, test } from "vitest";
import { allUnits, moveLine, moveUnits, pushChoice, shareOf, withSupplier, withUnits } from "./chosen-units";

const line = (lineItemId: string, quantity: number, ...stores: string[]) => ({
  lineItemId,
  quantity,
  title: "",
  routes: stores.map((sourceStoreId) => ({
    sourceStoreId,
    name: sourceStoreId.toUpperCase(),
    ratio: 1,
    sourceSku: null,
  })),
});
const supplier = (sourceStoreId: string, ...lines: ReturnType<typeof line>[]) => ({
  sourceStoreId,
  name: sourceStoreId.toUpperCase(),
  lines,
  input: null,
});
const north = supplier("north", line("a", 3, "north", "east"), line("b", 1, "north", "south"));
const south = supplier("south", line("c", 2, "south", "east"));
const both = [north, south];

test("a choice of all units pushes all, and a whole supplier is sent by its id", () => {
  const all = allUnits(both);
  expect(pushChoice(both, all, both)).toEqual({ sourceStoreIds: null });
  expect(pushChoice(both, withSupplier(south, all, false), both)).toEqual({ sourceStoreIds: ["north"] });
});

test("a choice of some of a supplier's units is sent as lines and quantities", () => {
  const less = withUnits({ sourceStoreId: "north", lineItemId: "a", open: 3 }, allUnits(both), 2);
  expect(shareOf(north, less)).toBe("some");
  expect(pushChoice(both, less, both)).toEqual({
    sourceStoreIds: null,
    lines: [
      { lineItemId: "a", sourceStoreId: "north", quantity: 2 },
      { lineItemId: "b", sourceStoreId: "north", quantity: 1 },
      { lineItemId: "c", sourceStoreId: "south", quantity: 2 },
    ],
  });
});

test("chosen units stay between zero and the open units, whatever the user types", () => {
  const place = { sourceStoreId: "north", lineItemId: "a", open: 3 };
  const typed = (units: number) => withUnits(place, new Map(), units).get("north a");
  expect([9, 2.7, 0, -4, Number.NaN].map(typed)).toEqual([3, 2, undefined, undefined, undefined]);
});

test("a line moved to another supplier keeps its chosen units, and the push is sent as lines", () => {
  const move = { from: "north", to: "east", lineItemId: "a" };
  const moved = moveLine(both, move);
  expect(moved.map(({ name, lines }) => [name, lines.map(({ lineItemId }) => lineItemId)])).toEqual([
    ["NORTH", ["b"]],
    ["SOUTH", ["c"]],
    ["EAST", ["a"]],
  ]);
  const two = withUnits({ sourceStoreId: "north", lineItemId: "a", open: 3 }, allUnits(both), 2);
  expect(pushChoice(moved, moveUnits(two, move), both)).toEqual({
    sourceStoreIds: null,
    lines: [
      { lineItemId: "b", sourceStoreId: "north", quantity: 1 },
      { lineItemId: "c", sourceStoreId: "south", quantity: 2 },
      { lineItemId: "a", sourceStoreId: "east", quantity: 2 },
    ],
  });
});

test("a supplier without lines is removed, and moving its line back restores the plan", () => {
  const there = { from: "south", to: "east", lineItemId: "c" };
  const back = { from: "east", to: "south", lineItemId: "c" };
  const moved = moveLine(both, there);
  expect(moved.map(({ sourceStoreId }) => sourceStoreId)).toEqual(["north", "east"]);
  const again = moveLine(moved, back);
  expect(again.map(({ sourceStoreId }) => sourceStoreId)).toEqual(["north", "south"]);
  const chosen = moveUnits(moveUnits(allUnits(both), there), back);
  expect(pushChoice(again, chosen, both)).toEqual({ sourceStoreIds: null });
});

test("a line moves only to a supplier that it has a route to", () => {
  expect(moveLine(both, { from: "south", to: "north", lineItemId: "c" })).toBe(both);
});
