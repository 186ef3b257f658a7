import { expect, it } from "vitest";
import { sharedUnits } from "./shared-units";

const line = (id: string, quantity: number, sourceVariantGid = "v", ratio = 1) => ({
  id,
  lineItemId: `item ${id}`,
  quantity,
  ratio,
  sourceVariantGid,
});
const remote = (liveUnits: number, shippedUnits = 0, variantGid: string | null = "v") => ({
  variantGid,
  liveUnits,
  shippedUnits,
});
const unitsOf = (...args: Parameters<typeof sharedUnits>) =>
  Object.fromEntries(sharedUnits(...args).map(({ id, ...units }) => [id, units]));

it("each line of a variant takes what it stands for, and the last takes the rest", () => {
  const lines = [line("b", 2), line("a", 1)];
  expect(unitsOf(lines, [remote(5, 2)])).toEqual({
    a: { liveUnits: 1, shippedUnits: 1 },
    b: { liveUnits: 4, shippedUnits: 1 },
  });
});

it("later lines go without where the source order has too few units", () => {
  expect(unitsOf([line("a", 2), line("b", 2), line("c", 2)], [remote(3)])).toEqual({
    a: { liveUnits: 2, shippedUnits: 0 },
    b: { liveUnits: 1, shippedUnits: 0 },
    c: { liveUnits: 0, shippedUnits: 0 },
  });
});

it("counts in source units where one unit is mapped to several", () => {
  expect(unitsOf([line("a", 2, "v", 3), line("b", 1, "v", 1)], [remote(7, 6)])).toEqual({
    a: { liveUnits: 6, shippedUnits: 6 },
    b: { liveUnits: 1, shippedUnits: 0 },
  });
});

it("adds up lines of the same variant, and gives no line the units of another variant or of none", () => {
  const lines = [line("a", 3), line("b", 1, "w"), line("c", 1, "absent")];
  expect(unitsOf(lines, [remote(1), remote(2, 1), remote(1, 1, "w"), remote(9, 9, null)])).toEqual({
    a: { liveUnits: 3, shippedUnits: 1 },
    b: { liveUnits: 1, shippedUnits: 1 },
    c: { liveUnits: 0, shippedUnits: 0 },
  });
  expect(sharedUnits([], [remote(3)])).toEqual([]);
});
