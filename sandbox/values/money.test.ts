import { describe, expect, it } from "vitest";
import { decimalText, moneyText, share, spread, sum, toMinor } from "./money";

const both = (minor: number) => ({ shop: minor, presentment: minor });

describe("amounts as text", () => {
  it.each([
    [3_190, "EUR", "31.90", "31.9"],
    [1_200, "EUR", "12.00", "12.0"],
    [4_205, "EUR", "42.05", "42.05"],
    [1_200, "JPY", "1200", "1200.0"],
    [2_468, "KWD", "2.468", "2.468"],
    [-500, "EUR", "-5.00", "-5.0"],
  ])("%i %s", (minor, currency, money, decimal) => {
    expect([moneyText(minor, currency), decimalText(minor, currency)]).toEqual([money, decimal]);
  });
});

describe("toMinor", () => {
  it.each([
    ["12.50", "EUR", 1_250],
    [12.5, "EUR", 1_250],
    ["1.005", "EUR", 101],
    ["-1.005", "EUR", -101],
    ["1200", "JPY", 1_200],
    ["1.2345", "KWD", 1_235],
    ["-0", "EUR", 0],
  ])("%j %s", (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor);
  });
});

describe("spread", () => {
  it.each([
    { amount: 500, weights: [3_750, 100], parts: [487, 13] },
    { amount: 100, weights: [1, 1, 1], parts: [33, 33, 34] },
    { amount: 100, weights: [1, 1, 0], parts: [50, 50, 0] },
    { amount: 100, weights: [0, 0], parts: [0, 0] },
  ])("$amount over $weights", ({ amount, weights, parts }) => {
    expect(spread(both(amount), weights).map(({ shop }) => shop)).toEqual(parts);
  });

  it("adds up in both currencies", () => {
    const amount = { shop: 1_001, presentment: 1_499 };
    expect(sum(spread(amount, [7, 11, 13]))).toEqual(amount);
  });
});

it("a share of nothing is nothing", () => {
  expect(share(both(100), 1, 0)).toEqual(both(0));
});
