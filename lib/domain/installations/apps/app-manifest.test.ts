import { expect, test } from "vitest";
import { appManifest } from "./app-manifest";

test("names and addresses are quoted, and only the compliance topics are declared", () => {
  const toml = appManifest({
    name: 'Harbour "B2B" for all of the Nordic merchants',
    clientId: "abc",
    appUrl: "https://portal.example/api/shopify/h/install",
    redirectUrl: "https://portal.example/api/shopify/h/callback",
    webhookUrl: "https://portal.example/api/webhooks/shopify/h",
    scopes: ["read_products", "write_orders"],
    optionalScopes: ["read_returns"],
  });
  // Shopify accepts 30 characters.
  expect(toml).toContain('name = "Harbour \\"B2B\\" for all of the N"');
  expect(toml).toContain('scopes = "read_products,write_orders"');
  expect(toml).toContain("# Optional: read_returns\n");
  expect(toml).toContain("use_legacy_install_flow = true");
  expect(toml.match(/topics/g)).toHaveLength(1);
});
