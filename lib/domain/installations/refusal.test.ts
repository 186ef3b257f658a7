import { describe, expect, it } from "vitest";
import { isCreateLimit, nameRefusal, refusals } from "./refusal";

const entries = Object.entries(refusals);

describe("every refusal", () => {
  it.each(entries)("%s has a label, a message and a remedy", (_, refusal) => {
    expect(refusal.label).toMatch(/^[A-Z].{2,29}[^.]$/);
    expect(refusal.message).toMatch(/^[A-Z].*\.$/);
    expect(refusal.remedy).toMatch(/^[A-Z].*\.$/);
  });

  it("has a label and a message of its own", () => {
    expect(new Set(entries.map(([, refusal]) => refusal.label)).size).toBe(entries.length);
    expect(new Set(entries.map(([, refusal]) => refusal.message)).size).toBe(entries.length);
  });

  it.each(entries)("%s shows the store's answer and is not a problem of the store", (_, refusal) => {
    expect(refusal.showsAnswer).toBe(true);
    expect(refusal.becomesProblem).toBe(false);
    expect(refusal.responsible === "crossdock").toBe(refusal.next === "look_up");
    if (refusal.offeredToNextSupplier) expect(refusal.responsible).toBe("supplier");
  });

  it("matches some user error, and the entry that matches every error is the last", () => {
    const open = entries.filter(([, { matches }]) => !matches.codes && !matches.field);
    expect(open.map(([code]) => code)).toEqual(["refused"]);
    expect(entries.at(-1)?.[0]).toBe("refused");
  });
});

it("offers to the next supplier only refusals for the supplier's own reasons", () => {
  const offered = entries.filter(([, refusal]) => refusal.offeredToNextSupplier).map(([code]) => code);
  expect(offered).toEqual(["out_of_stock", "shop_dormant", "items_refused"]);
});

it.each([
  ["INVENTORY_CLAIM_FAILED", "order.lineItems.0", "out_of_stock"],
  ["SHOP_DORMANT", null, "shop_dormant"],
  ["PROCESSED_AT_INVALID", "order.processedAt", "date_refused"],
  ["REDUNDANT_CUSTOMER_FIELDS", "order", "customer_refused"],
  ["TAX_LINE_RATE_MISSING", "order.taxLines", "tax_refused"],
  ["FULFILLMENT_SERVICE_INVALID", "order.lineItems.0", "fulfillment_service_refused"],
  ["INVALID", "order.shippingAddress.zip", "address_refused"],
  ["INVALID", "order.lineItems.0.variantId", "items_refused"],
  [null, "order.email", "email_refused"],
  [null, "order.phone", "phone_refused"],
  [null, "order.tags", "tags_refused"],
  ["TAKEN", "order.tags", "tags_refused"],
  ["TAKEN", "order.metafields.0.value", "mark_taken"],
  ["SOMETHING_NEW", null, "refused"],
])("classifies code %s on field %s as %s", (code, field, named) => {
  expect(nameRefusal([{ code, field, message: "Words of the store." }])).toBe(named);
});

it("classifies several errors by the first entry of the table that matches one of them", () => {
  const message = "Words of the store.";
  const tags = { code: null, field: "order.tags", message };
  const stock = { code: "INVENTORY_CLAIM_FAILED", field: null, message };
  expect(nameRefusal([tags, stock])).toBe("out_of_stock");
  expect(nameRefusal([])).toBe("refused");
});

it("never classifies a refusal by its message alone", () => {
  const message =
    "Unable to reserve inventory. Too many attempts. Shop is dormant. Address is invalid. TAKEN";
  expect(nameRefusal([{ code: null, field: null, message }])).toBe("refused");
  expect(nameRefusal([{ code: "INVALID", field: null, message }])).toBe("refused");
});

it.each([
  [[{ code: null, field: null }], true],
  [[{ code: null, field: "order" }], true],
  [[{ code: "RATE_LIMITED", field: null }], true],
  [[{ code: "INVALID", field: null }], false],
  [[{ code: null, field: "order.note" }], false],
  [
    [
      { code: null, field: null },
      { code: null, field: "order.email" },
    ],
    false,
  ],
  [[], false],
])("treats %j with the message of the development stores' limit as that limit: %s", (errors, limit) => {
  const message = "Too many attempts. Please try again later.";
  expect(isCreateLimit(errors.map((error) => ({ ...error, message })))).toBe(limit);
  expect(isCreateLimit(errors.map((error) => ({ ...error, message: "Something else." })))).toBe(false);
});
