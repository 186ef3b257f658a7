import { expect, it } from "vitest";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { failureCause, isCreateLimit, refusalCause, standingFailures } from "./push-cause";

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
  ["SOMETHING_NEW", null, "refused"],
])("names code %s on field %s as %s, keeps the store's words and offers a remedy", (code, field, named) => {
  const cause = refusalCause([{ code, field, message: "Words of the store." }]);
  expect(cause).toMatchObject({ code: named, next: "reject" });
  expect(cause.message).toContain("Words of the store.");
  expect(cause.remedy).not.toBe("");
});

it("looks the order up when the store says that our mark is taken", () => {
  const message = "Value is already assigned to another metafield.";
  expect(refusalCause([{ code: "TAKEN", field: "order.metafields.0.value", message }])).toMatchObject({
    code: "mark_taken",
    next: "look_up",
  });
});

it("never names a cause by the words alone", () => {
  const words = "Unable to reserve inventory. Too many attempts. Shop is dormant. Address is invalid. TAKEN";
  expect(refusalCause([{ code: null, field: null, message: words }]).code).toBe("refused");
  expect(refusalCause([{ code: "INVALID", field: null, message: words }]).code).toBe("refused");
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
])("takes %j with the words of the development stores' limit for it: %s", (errors, limit) => {
  const message = "Too many attempts. Please try again later.";
  expect(isCreateLimit(errors.map((error) => ({ ...error, message })))).toBe(limit);
  expect(isCreateLimit(errors.map((error) => ({ ...error, message: "Something else." })))).toBe(false);
});

it("says so when the store gave no reason", () => {
  expect(refusalCause([]).message).toContain("gave no reason");
});

it("explains each failure in words of its own", () => {
  const messages = Object.values(remoteErrors).map((error) => error.message);
  expect(new Set(messages).size).toBe(messages.length);
  for (const [code, error] of Object.entries(remoteErrors)) {
    expect(failureCause(code), code).toMatchObject({ code, waitMs: error.waitMs });
    expect(standingFailures.has(code), code).toBe(error.next === "problem" || error.next === "hold");
  }
});

it("shows an answer that is not known as it came, and does not come back soon", () => {
  expect(failureCause("unknown", "418 I'm a teapot")).toMatchObject({
    code: "unknown",
    waitMs: 6 * 3_600_000,
  });
  expect(failureCause("unknown", "418 I'm a teapot").message).toContain("418 I'm a teapot");
  expect(failureCause("unheard_of", "x")).toMatchObject({ code: "unheard_of", waitMs: 6 * 3_600_000 });
  expect(failureCause("timeout", "secret words").message).not.toContain("secret words");
});
