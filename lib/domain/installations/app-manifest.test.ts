import { expect, test } from "vitest";
import { appManifest } from "./app-manifest";

test("names and addresses are quoted, and only the compliance topics are declared", () => {
  const toml = appManifest({
    name: 'Harbour "B2B"',
    clientId: "abc",
    appUrl: "https://portal.example/api/shopify/h/install",
    redirectUrl: "https://portal.example/api/shopify/h/callback",
    webhookUrl: "https://portal.example/api/webhooks/shopify/h",
    scopes: ["read_products", "write_orders"],
    optionalScopes: ["read_returns"],
  });
  expect(toml).toContain('name = "Harbour \\"B2B\\""');
  expect(toml).toContain('scopes = "read_products,write_orders"');
  expect(toml).toContain('optional_scopes = [ "read_returns" ]');
  expect(toml.match(/topics/g)).toHaveLength(1);
});
