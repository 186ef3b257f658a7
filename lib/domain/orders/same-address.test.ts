import { expect, it } from "vitest";
import { orderHead } from "@/testing/seed/order-facts";
import type { Address } from "./order";
import { isSameAddress } from "./same-address";

const address = orderHead().contact.shippingAddress as Address;

it.each<[string, Partial<Address>]>([
  ["case and spaces", { city: " HELSINKI " }],
  ["a country by its name only", { countryCode: null }],
  ["the way a phone number is written", { phone: "+358 40 123-4567" }],
  ["a missing and an empty second line", { address2: "" }],
])("does not tell apart %s", (_, change) => {
  expect(isSameAddress(address, { ...address, ...change })).toBe(true);
});

it.each<[string, Partial<Address>]>([
  ["streets", { address1: "Kaivokatu 2" }],
  ["second lines", { address2: "B 12" }],
  ["postal codes", { zip: "00101" }],
  ["countries", { countryCode: "SE", country: "Sweden" }],
  ["provinces", { province: "Uusimaa" }],
  ["recipients", { lastName: "Borg" }],
  ["phone numbers", { phone: "+358401234568" }],
])("tells apart %s", (_, change) => {
  expect(isSameAddress(address, { ...address, ...change })).toBe(false);
});

it("tells apart an address and none", () => {
  expect(isSameAddress(address, null)).toBe(false);
  expect(isSameAddress(null, null)).toBe(true);
});
