import { expect, it } from "vitest";
import { problems } from "@/lib/domain/installations/problem";
import { problemLink } from "./problem-actions";

const SHOP = "north-wind.myshopify.com";

it("leads to pages of the shop's admin", () => {
  expect(problemLink("shopify_billing", SHOP, null)).toEqual({
    label: "Open the store's billing in Shopify",
    href: "https://admin.shopify.com/store/north-wind/settings/billing",
  });
  expect(problemLink("shopify_home", SHOP, null).href).toBe("https://admin.shopify.com/store/north-wind");
});

it("leads to the shop's one admin page in the sandbox", () => {
  const href = `http://127.0.0.1:4010/${SHOP}/admin`;
  expect(problemLink("shopify_apps", SHOP, "http://127.0.0.1:4010/").href).toBe(href);
});

it("leads to other pages whatever the shop is", () => {
  expect(problemLink("deliveries", SHOP, "http://127.0.0.1:4010").href).toBe("/deliveries");
  expect(problemLink("shopify_status", SHOP, null).href).toBe("https://www.shopifystatus.com");
});

it.each(Object.entries(problems))("has a verb for the link of %s", (_, { action }) => {
  // A button connects the store again.
  if (action === "connect_again") return;
  expect(problemLink(action, SHOP, null).label).toMatch(/^(Open|Show) .*[^.]$/);
});
