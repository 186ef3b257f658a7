import { describe, expect, it } from "vitest";
import { placeProvince } from "./provinces";

const place = (country: string, code: string | null, name: string | null, hasProvinces = true) =>
  placeProvince(country, hasProvinces, { code, name });

it("finds no province where an address names none", () => {
  expect(place("US", null, null)).toEqual({ kind: "none" });
  expect(place("US", " ", "")).toEqual({ kind: "none" });
});

describe("a province by name", () => {
  it.each([
    ["US", "california", "CA"],
    ["US", "State of New York", "NY"],
    ["US", "Washington D.C.", "DC"],
    ["JP", "Tokyo", "JP-13"],
    ["MX", "Coahuila", "COAH"],
    ["IN", "Uttarakhand", "UK"],
    ["HK", "九龍", "KL"],
    ["CO", "Bogotá, D.C.", "DC"],
    ["AE", "Emirate of Dubai", "DU"],
  ])("of %s, “%s” has Shopify's code %s", (country, name, code) => {
    expect(place(country, null, name)).toEqual({ kind: "by_name", code });
  });

  it.each([
    ["a name that is not known", "US", "Atlantis", true],
    ["a country whose codes Shopify made up", "GB", "England", true],
    ["a country without provinces in Shopify", "DE", "Bavaria", false],
    ["a country that is not known", "ZZ", "Bavaria", true],
  ])("gets no code: %s", (_, country, name, hasProvinces) => {
    expect(place(country, null, name, hasProvinces)).toEqual({ kind: "unplaced", text: name });
  });
});

describe("a province by code", () => {
  it.each([
    ["US", "CA", null],
    ["US", "us-ca", "California"],
    ["JP", "13", "Tokyo"],
    ["JP", "JP-13", null],
    ["MX", "DF", "Ciudad de México"],
    ["MX", "Q ROO", null],
    // Shopify's own codes are not listed, so that a code is not refused there.
    ["GB", "XYZ", null],
    // The name proves the country, although the code is not listed.
    ["US", "CALIF", "California"],
  ])("%s %s (%s) stays as it is", (country, code, name) => {
    expect(place(country, ` ${code} `, name)).toEqual({ kind: "given", code });
  });

  it.each([
    ["code and name are different provinces", "US", "CA", "Texas"],
    ["both are a province of another country", "NL", "FL", "Florida"],
    ["both are a province of another country, with its prefix", "DE", "US-FL", "Florida"],
  ])("contradicts: %s", (_, country, code, name) => {
    expect(place(country, code, name)).toEqual({ kind: "contradiction" });
  });

  it("is text where the country's list of codes is complete without it, or Shopify has no provinces", () => {
    expect(place("US", "ON", null)).toEqual({ kind: "unplaced", text: "ON" });
    expect(place("US", "ZZ", "Atlantis")).toEqual({ kind: "unplaced", text: "Atlantis" });
    expect(place("NL", "FL", null, false)).toEqual({ kind: "unplaced", text: "FL" });
  });
});
