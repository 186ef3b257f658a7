import { describe, expect, it } from "vitest";
import { currencyExponent, formatMinorUnits, parseMoney } from "./money";

describe("money", () => {
  it.each([
    ["12.50", "EUR", 1250],
    ["12.5", "EUR", 1250],
    ["12", "EUR", 1200],
    ["12.", "EUR", 1200],
    ["0.1", "EUR", 10],
    ["-10.0", "EUR", -1000],
    ["-0.0", "EUR", 0],
    ["1200.0", "JPY", 1200],
    ["1200.5", "JPY", 1201],
    ["1.234", "KWD", 1234],
    ["1.2", "KWD", 1200],
    ["0.005", "EUR", 1],
    ["0.0049999", "EUR", 0],
    ["1.005", "USD", 101],
    ["90071992547409.91", "USD", 9007199254740991],
  ])("parses %s %s to %d minor units", (text, currency, minor) => {
    expect(parseMoney(text, currency)).toBe(minor);
  });

  it.each(["", "abc", "1,5", "1e3", "NaN", "--1", "90071992547409.92"])("does not parse %j", (text) => {
    expect(parseMoney(text, "USD")).toBeNull();
  });

  it.each([
    [1250, "EUR", "12.50"],
    [5, "EUR", "0.05"],
    [-1000, "EUR", "-10.00"],
    [1200, "JPY", "1200"],
    [0, "JPY", "0"],
    [7, "KWD", "0.007"],
  ])("formats %d %s as %s", (minor, currency, text) => {
    expect(formatMinorUnits(minor, currency)).toBe(text);
    expect(parseMoney(text, currency)).toBe(minor);
  });

  it("has two decimal digits for an unknown currency", () => {
    expect(currencyExponent("ZZZ")).toBe(2);
  });
});
