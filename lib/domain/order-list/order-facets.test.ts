import { expect, test } from "vitest";
import { facetOf, orderFacets } from "./order-facets";

test("an order has each facet once, in the spelling that filters use", () => {
  expect(
    orderFacets({
      merchantId: null,
      storeId: "str_1",
      supplierIds: ["str_2", "str_2", "str_3"],
      financialStatus: "PAID",
      fulfillmentStatus: null,
      shippingMethod: " Post NL ",
      tags: ["VIP", "vip ", "größe", " "],
      heldReasons: ["unpaid"],
      attention: ["address_changed"],
    }),
  ).toEqual([
    "store:str_1",
    "supplier:str_2",
    "supplier:str_3",
    "payment:PAID",
    "shipping:post nl",
    "tag:vip",
    "tag:größe",
    "held:unpaid",
    "attention:address_changed",
  ]);
  expect(facetOf("tag", "ＶＩＰ")).toBe("tag:vip");
  expect(facetOf("tag", "x".repeat(300))).toHaveLength(204);
});
