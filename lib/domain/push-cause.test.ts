import { expect, it } from "vitest";
import { failureCause, refusalCause, standingFailures } from "./push-cause";

it.each([
  ["INVENTORY_CLAIM_FAILED", "order.lineItems", "out_of_stock"],
  ["SHOP_DORMANT", null, "shop_dormant"],
  ["INVALID", "order.shippingAddress.zip", "address_refused"],
  ["INVALID", "order.lineItems.0.variantId", "items_refused"],
  [null, "order.email", "email_refused"],
  [null, "order.phone", "phone_refused"],
  [null, "order.tags", "tags_refused"],
  ["SOMETHING_NEW", null, "refused"],
])("names code %s on field %s as %s, keeps the store's words and offers a remedy", (code, field, named) => {
  const cause = refusalCause([{ code, field, message: "Words of the store." }]);
  expect(cause.code).toBe(named);
  expect(cause.message).toContain("Words of the store.");
  expect(cause.remedy).not.toBe("");
});

it("says so when the store gave no reason", () => {
  expect(refusalCause([]).message).toContain("gave no reason");
});

it("names each standing failure, and waits with it longer than with a passing one", () => {
  const passing = failureCause("throttled").waitMs;
  for (const code of standingFailures) {
    const cause = failureCause(code);
    expect(cause.message, code).not.toBe(failureCause("unheard_of").message);
    expect(cause.waitMs, code).toBeGreaterThan(passing * 10);
  }
  expect(failureCause("unheard_of")).toMatchObject({ code: "unheard_of", waitMs: 15_000 });
});
