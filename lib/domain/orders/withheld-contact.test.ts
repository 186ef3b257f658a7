import { expect, it } from "vitest";
import type { Address, ContactSnapshot } from "./order";
import { hasPersonalData, isWithheld, keepKnown, nextReread } from "./withheld-contact";

const nowhere: Address = {
  firstName: null,
  lastName: null,
  company: null,
  address1: null,
  address2: null,
  city: null,
  provinceCode: null,
  province: null,
  zip: null,
  countryCode: null,
  country: null,
  phone: null,
};
const region = { ...nowhere, provinceCode: "AR", countryCode: "US" };
const street = { ...region, address1: "1 Main St", city: "Little Rock", zip: "72201" };
const nobody: ContactSnapshot = {
  customerName: null,
  email: null,
  phone: null,
  shippingAddress: null,
  billingAddress: null,
  note: "Ring twice",
  attributes: [],
};
const ada = { ...nobody, customerName: "Ada", email: "ada@shopper.example", shippingAddress: street };
const blanked = { ...nobody, shippingAddress: region };
const withheld = (contact: ContactSnapshot, known: ContactSnapshot | null = null, store = false) =>
  isWithheld({ contact, denied: [] }, known, store);

it("tells withheld data from data that is not there", () => {
  expect(withheld(ada)).toBe(false);
  expect(withheld(nobody), "a sale without a customer").toBe(false);
  expect(withheld(blanked), "only the region is left").toBe(true);
  expect(withheld({ ...nobody, billingAddress: region })).toBe(true);
  expect(withheld(nobody, ada), "everything has gone at once").toBe(true);
  expect(withheld({ ...ada, email: null }, ada), "a merchant's change").toBe(false);
  expect(withheld({ ...nobody, email: "ada@shopper.example" }, ada)).toBe(false);
  expect(withheld(nobody, nobody)).toBe(false);
  expect(withheld(nobody, null, true), "a new order while the shop withholds").toBe(true);
  expect(withheld(ada, null, true)).toBe(false);
  expect(isWithheld({ contact: { ...ada, phone: null }, denied: ["phone"] }, null, false)).toBe(true);
});

it("keeps what is known of the person, and takes the rest from the read", () => {
  const contact = { ...blanked, note: "Ring once" };
  expect(keepKnown({ contact, denied: [] }, ada)).toEqual({ ...ada, note: "Ring once" });
  expect(keepKnown({ contact, denied: [] }, null)).toBe(contact);
  const moved = { ...ada, email: null, shippingAddress: { ...street, address1: "2 Main St" } };
  expect(keepKnown({ contact: moved, denied: ["email"] }, ada)).toEqual({ ...moved, email: ada.email });
  const partly = { ...ada, shippingAddress: { ...street, address1: null } };
  expect(keepKnown({ contact: partly, denied: ["shippingAddress"] }, ada)).toEqual(ada);
});

it("counts any part of a person or a street as personal", () => {
  expect(hasPersonalData(blanked)).toBe(false);
  expect(hasPersonalData({ ...nobody, phone: "+1" })).toBe(true);
  expect(hasPersonalData({ ...nobody, billingAddress: { ...region, zip: "72201" } })).toBe(true);
});

it("reads an order again after as long as its data was withheld, within limits", () => {
  const since = new Date("2026-11-30T12:00:00Z");
  const after = (hours: number) => new Date(since.getTime() + hours * 3_600_000);
  expect(nextReread(since, since)).toEqual(after(1 / 6));
  expect(nextReread(since, after(3))).toEqual(after(6));
  expect(nextReread(since, after(50))).toEqual(after(74));
});
