import { describe, expect, it } from "vitest";
import { countryCodeOf, countryRules } from "./countries";

describe("the code of a country", () => {
  it.each([
    ["DE", null, "DE"],
    [" us ", null, "US"],
    ["DE", "France", "DE"],
    ["ZZ", "France", "FR"],
    ["", "France", "FR"],
    ["Germany", null, "DE"],
    ["UK", null, "GB"],
    ["XK", null, "XK"],
    [null, "Côte d'Ivoire", "CI"],
    [null, "Cote d’Ivoire", "CI"],
    [null, "The Netherlands", "NL"],
    [null, "Österreich", "AT"],
    [null, "フィンランド", "FI"],
    [null, "Trinidad & Tobago", "TT"],
    [null, "Republic of Korea", "KR"],
    ["ZZ", "Atlantis", null],
    [" ", "", null],
    [null, null, null],
  ])("of %j, %j is %j", (code, name, found) => {
    expect(countryCodeOf(code, name)).toBe(found);
  });
});

describe("what an address of a country needs", () => {
  it.each([
    ["US", true, ["address1", "city", "province", "zip"]],
    ["DE", false, ["address1", "city", "zip"]],
    ["HK", true, ["address1", "province"]],
    ["SG", false, ["address1", "zip"]],
    ["CN", true, ["address1", "city", "province"]],
    ["TW", false, ["address1", "city"]],
    ["IE", true, ["address1", "city"]],
    ["ZZ", false, ["address1", "city"]],
  ])("in %s: provinces %j, parts %j", (code, provinces, required) => {
    expect(countryRules(code)).toEqual({ provinces, required });
  });
});
