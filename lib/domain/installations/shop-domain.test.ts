import { expect, test } from "vitest";
import { parseShopDomain } from "./shop-domain";

test.each([
  ["harbour.myshopify.com", "harbour.myshopify.com"],
  [" HARBOUR ", "harbour.myshopify.com"],
  ["https://harbour.myshopify.com/admin/orders?x=1", "harbour.myshopify.com"],
  ["https://admin.shopify.com/store/harbour/orders/1", "harbour.myshopify.com"],
  ["admin.shopify.com/store/harbour", "harbour.myshopify.com"],
])("%s is understood", (typed, domain) => {
  expect(parseShopDomain(typed)).toBe(domain);
});

test.each([
  "",
  "harbour.example",
  "https://evil.example/harbour.myshopify.com",
  "harbour.myshopify.com.evil.example",
  "harbour.myshopify.com@evil.example",
  "-harbour",
  "har bour",
  "admin.shopify.com",
])("%j is refused", (typed) => {
  expect(parseShopDomain(typed)).toBeNull();
});
