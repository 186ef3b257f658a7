import { expect, it } from "vitest";
import { orderGidOf } from "./order-reference";

it.each([
  ["5778367414385"],
  [" 5778367414385 "],
  ["gid://shopify/Order/5778367414385"],
  ["https://admin.shopify.com/store/nordwolle/orders/5778367414385"],
  ["https://nordwolle.myshopify.com/admin/orders/5778367414385/?link=1"],
])("reads an order from %s", (text) => {
  expect(orderGidOf(text)).toBe("gid://shopify/Order/5778367414385");
});

it.each([
  [""],
  ["#1001"],
  ["SRC-1001"],
  ["1001.5"],
  ["gid://shopify/Customer/5"],
  ["https://x.example/orders/"],
])("does not read an order from %s", (text) => {
  expect(orderGidOf(text)).toBeNull();
});
