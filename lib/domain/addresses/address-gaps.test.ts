import { expect, it } from "vitest";
import type { Address } from "@/lib/domain/orders/order";
import { orderHead } from "@/testing/seed/order-facts";
import { addressGaps, hasNoAddress } from "./address-gaps";

const complete = orderHead().contact.shippingAddress;
const withParts = (change: Partial<Address>): Address | null => complete && { ...complete, ...change };
const noPlace = { address1: null, city: " ", zip: "" };

it.each<[string, Address | null, boolean]>([
  ["no address", null, true],
  ["neither street, city nor postal code", withParts(noPlace), true],
  ["a street only", withParts({ ...noPlace, address1: "Kaivokatu 1" }), false],
  ["a city only", withParts({ ...noPlace, city: "Helsinki" }), false],
  ["a postal code only", withParts({ ...noPlace, zip: "00100" }), false],
])("tells an order without an address from an incomplete address: %s", (_, address, none) => {
  expect(hasNoAddress(address)).toBe(none);
});

it("lists the gaps of an incomplete address, and none where there is no address at all", () => {
  expect(addressGaps(withParts({ city: null, zip: null }))).toEqual([
    { field: "city", kind: "missing" },
    { field: "zip", kind: "missing" },
  ]);
  expect(addressGaps(withParts(noPlace))).toEqual([]);
  expect(addressGaps(null)).toEqual([]);
});

it("does not count a phone number or a spelled-out country as a gap", () => {
  expect(addressGaps(withParts({ phone: "n/a" }))).toEqual([]);
  expect(addressGaps(withParts({ countryCode: null }))).toEqual([]);
});
