import { expect, it } from "vitest";
import { makeLine, makeOrder } from "@/testing/sandbox/make-order";
import { changeFromForm, purchaseFromForm } from "./read-form";

const form = (fields: Record<string, string>) => new URLSearchParams(fields);

it("a purchase contains the rows with an item, and an address only if more than the country was entered", () => {
  const item = { variant2: "7", quantity2: "3" };
  expect(purchaseFromForm(form({ ...item, countryCode: "DE" }))).toEqual({
    lineItems: [{ variantId: "7", quantity: 3 }],
    email: null,
    phone: null,
    tags: [],
    note: null,
    paid: false,
    test: false,
  });
  expect(purchaseFromForm(form({ ...item, countryCode: "de", city: " Ulm " }))).toMatchObject({
    shippingAddress: { city: "Ulm", countryCode: "DE", phone: null },
    customer: { firstName: null, lastName: null },
  });
});

const order = makeOrder({ lines: [makeLine({ id: "1", quantity: 2 }), makeLine({ id: "2", quantity: 1 })] });

it.each([
  ["edit", { line1: "1", line2: "1" }, { lines: [{ lineId: "1", quantity: 1 }] }],
  ["fulfill", { line1: "1", line2: "0" }, { lines: [{ lineId: "1", quantity: 1 }] }],
  ["fulfill", { trackingNumber: "T" }, { lines: [], tracking: { company: null, number: "T", url: null } }],
  [
    "refund",
    { line2: "1", shipping: "yes" },
    { lines: [{ lineId: "2", quantity: 1 }], restockType: "CANCEL", shipping: true },
  ],
  ["cancel", { refund: "yes" }, { reason: "CUSTOMER", restock: false, refund: true }],
  ["pay", {}, {}],
])("changes of %s: %j", (action, fields, input) => {
  expect(changeFromForm(action, form(fields), order)).toEqual(input);
});
