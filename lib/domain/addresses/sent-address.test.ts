import { describe, expect, it } from "vitest";
import type { Address } from "@/lib/domain/orders/order";
import { gapsText } from "./address-gap";
import { sentAddress } from "./sent-address";
import { sentNoteText } from "./sent-note";

const complete: Address = {
  firstName: "Ada",
  lastName: "Berg",
  company: null,
  address1: "1 High Street",
  address2: null,
  city: "Springfield",
  provinceCode: null,
  province: null,
  zip: "12345",
  countryCode: "DE",
  country: "Germany",
  phone: null,
};
const send = (change: Partial<Address>) => sentAddress({ ...complete, ...change }, "shipping");
const gaps = (change: Partial<Address>) => send(change).gaps.map(({ field, kind }) => `${field} ${kind}`);

it("sends a complete address unchanged, without blank parts", () => {
  const sent = send({ address2: " ", phone: "+4930123456" });
  expect(sent).toEqual({
    country: "DE",
    fields: {
      firstName: "Ada",
      lastName: "Berg",
      address1: "1 High Street",
      city: "Springfield",
      zip: "12345",
      countryCode: "DE",
      phone: "+4930123456",
    },
    gaps: [],
    notes: [],
    attributes: [],
  });
});

describe("countries and provinces by name", () => {
  it.each([
    ["United States", "Florida", "US", "FL"],
    ["U.S.A.", "new york", "US", "NY"],
    ["usa", "State of Texas", "US", "TX"],
    ["Vereinigte Staaten", "District of Columbia", "US", "DC"],
    ["Canada", "Québec", "CA", "QC"],
    ["Kanada", "Quebec", "CA", "QC"],
    ["Japan", "Tokyo", "JP", "JP-13"],
    ["日本", "東京都", "JP", "JP-13"],
    ["Spain", "Madrid", "ES", "M"],
    ["Italia", "Roma", "IT", "RM"],
    ["Mexico", "Ciudad de México", "MX", "DF"],
    ["Mexico", "Nuevo León", "MX", "NL"],
    ["South Africa", "KwaZulu-Natal", "ZA", "NL"],
    ["United Arab Emirates", "Dubai", "AE", "DU"],
    ["Hong Kong", "Kowloon", "HK", "KL"],
    ["Ireland", "County Dublin", "IE", "D"],
    ["India", "Telangana", "IN", "TS"],
    ["China", "Guangdong", "CN", "GD"],
  ])("%s, %s → %s, %s", (country, province, countryCode, provinceCode) => {
    const sent = send({ countryCode: null, country, provinceCode: null, province });
    expect(sent.fields).toMatchObject({ countryCode, provinceCode });
    expect(sent.gaps).toEqual([]);
    expect(sent.attributes).toEqual([]);
    expect(sent.notes.map(sentNoteText)).toEqual([
      `Shipping address: the country “${country}” is sent as the code ${countryCode}.`,
      `Shipping address: the province “${province}” is sent as the code ${provinceCode}.`,
    ]);
  });

  it.each([
    ["XK", "Kosovo"],
    ["XK", null],
    ["GB", "England"],
    ["NL", "Holland"],
  ])("%s from %s", (code, name) => {
    expect(send({ countryCode: name === null ? code : null, country: name }).country).toBe(code);
  });

  it("holds an address whose country is not known, and keeps its text", () => {
    const sent = send({ countryCode: null, country: "Atlantis", province: "West" });
    expect(sent.gaps).toEqual([{ field: "country", kind: "unknown" }]);
    expect(sent.attributes).toEqual([
      { key: "Shipping country", value: "Atlantis" },
      { key: "Shipping province", value: "West" },
    ]);
    expect(gaps({ countryCode: null, country: null })).toEqual(["country missing"]);
    expect(gaps({ countryCode: "ZZ", country: null })).toEqual(["country unknown"]);
  });

  it("keeps a province that Shopify has no code for", () => {
    const sent = send({ countryCode: "GB", country: "United Kingdom", province: "Kent" });
    expect(sent.gaps).toEqual([]);
    expect(sent.fields.provinceCode).toBeUndefined();
    expect(sent.attributes).toEqual([{ key: "Shipping province", value: "Kent" }]);
    expect(sent.notes).toEqual([{ kind: "province_attribute", part: "shipping", was: "Kent", sent: null }]);
  });
});

describe("province codes", () => {
  it.each([
    ["US", "FL", null, "FL"],
    ["GB", "ENG", "England", "ENG"],
    ["JP", "JP-13", "Tokyo", "JP-13"],
    ["MX", "AGS", "Aguascalientes", "AGS"],
    ["MX", "Q ROO", "Quintana Roo", "Q ROO"],
    ["IE", "D", null, "D"],
    ["AE", "DU", null, "DU"],
    ["MY", "JHR", "Johor", "JHR"],
    ["KR", "KR-11", "Seoul", "KR-11"],
  ])("%s %s (%s) is sent as it is", (countryCode, provinceCode, province, sentCode) => {
    const sent = send({ countryCode, country: null, provinceCode, province });
    expect(sent.fields.provinceCode).toBe(sentCode);
    expect(sent.gaps).toEqual([]);
    expect(sent.notes).toEqual([]);
  });

  it("never turns Florida into Flevoland", () => {
    const bare = send({ countryCode: "NL", provinceCode: "FL" });
    expect(bare.fields.provinceCode).toBeUndefined();
    expect(bare.attributes).toEqual([{ key: "Shipping province", value: "FL" }]);
    expect(bare.gaps).toEqual([]);
    expect(gaps({ countryCode: "NL", provinceCode: "FL", province: "Florida" })).toEqual([
      "province unknown",
    ]);
  });

  it.each([
    ["US", "ON", null],
    ["US", "ON", "Ontario"],
    ["US", "FL", "Georgia"],
    ["CA", "FL", "Florida"],
  ])("%s %s (%s) does not fit", (countryCode, provinceCode, province) => {
    expect(gaps({ countryCode, provinceCode, province })).toEqual(["province unknown"]);
  });
});

describe("required parts", () => {
  it.each<[string, Partial<Address>, string[]]>([
    ["no street", { address1: null }, ["address1 missing"]],
    ["blank street and city", { address1: " ", city: "" }, ["address1 missing", "city missing"]],
    ["a short street", { address1: "12" }, []],
    ["no postal code in Germany", { zip: null }, ["zip missing"]],
    ["no postal code in Ireland", { countryCode: "IE", zip: null, provinceCode: "D" }, []],
    ["no postal code in the Emirates", { countryCode: "AE", zip: null, provinceCode: "DU" }, []],
    ["no postal code in Hong Kong", { countryCode: "HK", zip: null, city: null, provinceCode: "KL" }, []],
    ["no postal code in Taiwan", { countryCode: "TW", zip: null }, []],
    ["no state in the United States", { countryCode: "US" }, ["province missing"]],
    ["no province in Taiwan", { countryCode: "TW", province: "Taipei City" }, []],
    ["no city in Singapore", { countryCode: "SG", city: null }, []],
    ["Kosovo", { countryCode: "XK", zip: null }, []],
  ])("%s", (_, change, expected) => {
    expect(gaps(change)).toEqual(expected);
  });

  it("names them in a sentence", () => {
    expect(gapsText([])).toBe("");
    expect(gapsText(send({ address1: null, zip: null, countryCode: "US", province: "Kent" }).gaps)).toBe(
      "Missing: street, postal code. Not recognised: province or state.",
    );
  });
});

describe("names", () => {
  it("sends one name twice, the company when there is none, and holds without both", () => {
    expect(send({ lastName: null }).fields).toMatchObject({ firstName: "Ada", lastName: "Ada" });
    expect(send({ lastName: null }).notes.map(sentNoteText)).toEqual([
      "Shipping address: Shopify needs a last name, so “Ada” is sent as first and last name.",
    ]);
    expect(send({ firstName: null }).notes).toEqual([]);
    const nameless = { firstName: null, lastName: " " };
    expect(send({ ...nameless, company: "Kiosk 7" }).fields).toMatchObject({
      company: "Kiosk 7",
      lastName: "Kiosk 7",
    });
    expect(gaps(nameless)).toEqual(["name missing"]);
  });
});

it("leaves out a phone number that is none, and says so", () => {
  const sent = send({ phone: "n/a" });
  expect(sent.fields.phone).toBeUndefined();
  expect(sent.notes.map(sentNoteText)).toEqual([
    "Shipping address: the phone number “n/a” is left out, because Shopify refuses it. It is sent as an attribute.",
  ]);
  expect(sent.attributes).toEqual([{ key: "Shipping phone", value: "n/a" }]);
  expect(send({ phone: "030 123456" }).fields.phone).toBe("+4930123456");
  expect(sent.gaps).toEqual([]);
  const extended = send({ phone: "+49 30 123456 ext. 7" });
  expect(extended.fields.phone).toBe("+4930123456");
  expect(extended.attributes).toEqual([{ key: "Shipping phone", value: "+49 30 123456 ext. 7" }]);
});

it("is fast enough to be computed with every projection", () => {
  send({ countryCode: null, country: "United States", province: "Florida" });
  const began = performance.now();
  for (let n = 0; n < 1000; n += 1)
    send({ countryCode: "US", country: "United States", province: "Florida" });
  expect((performance.now() - began) / 1000).toBeLessThan(0.5);
});
