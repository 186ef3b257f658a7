import { expect, it } from "vitest";
import { allowsTokens, appDistributions, NEW_APP_DISTRIBUTION } from "./app-distribution";

it("a public app asks for expiring tokens only, and its connections begin in Shopify", () => {
  expect(allowsTokens("public", "permanent")).toBe(false);
  expect(allowsTokens("public", "expiring")).toBe(true);
  expect(allowsTokens("custom", "permanent")).toBe(true);
  expect(appDistributions.public.begins).toBe("in_shopify");
  expect(appDistributions[NEW_APP_DISTRIBUTION].begins).toBe("here");
});
