import { expect, it } from "vitest";
import { Store } from "../state/store";
import { addressProblems, makeAddress } from "./address";

const complete = { lastName: "E", address1: "1 St", city: "Ulm" };

it.each([
  [{ countryCode: "DE" }, ["lastName", "address1", "city"]],
  [{ ...complete, countryCode: "DE" }, []],
  [{ ...complete, countryCode: "US" }, ["zip"]],
  [{ ...complete, countryCode: "US", zip: "1", provinceCode: "ON" }, ["province"]],
  [{ ...complete, countryCode: "CA", zip: "1", provinceCode: "ON" }, []],
  [{ ...complete, countryCode: "DE", provinceCode: "XX" }, []],
])("addressProblems: %j", (address, fields) => {
  expect(addressProblems(address).map(({ field }) => field)).toEqual(fields);
});

it("makeAddress adds the name of the country", () => {
  const store = new Store(null);
  expect(makeAddress(store, { countryCode: "DE" })).toMatchObject({ country: "Germany", countryCode: "DE" });
  expect(makeAddress(store, { countryCode: "D1" })?.country).toBeNull();
});

it("makeAddress returns null for an input without values", () => {
  expect(makeAddress(new Store(null), { city: null })).toBeNull();
});
