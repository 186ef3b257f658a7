import { createHash } from "node:crypto";
import type { DemoShop } from "./world";

/** A second organization of the demo, without apps and stores, to try the first steps in. */
export const emptyAgency = { id: "org_quayside", name: "Quayside Trading" };

/** The Shopify app that the owner of the empty organization registers. The sandbox knows it. */
export function emptyAgencyApp(secretOfDemo: string): { clientId: string; clientSecret: string } {
  const digest = createHash("sha256").update(`quayside ${secretOfDemo}`).digest("hex");
  return { clientId: "quayside-app", clientSecret: digest.slice(0, 32) };
}

/** Shops in the sandbox that no organization has connected: one for shoppers, one of a supplier. */
export const freeShops: Record<"destination" | "source", DemoShop> = {
  destination: {
    ...{ domain: "quayside-home.myshopify.com", name: "Quayside Home", currency: "EUR" },
    ...{ timezone: "Europe/Berlin", prefix: "Q" },
    products: [
      { title: "Sailcloth apron", sku: "QH-APRON", price: "39.00" },
      { title: "Rope doormat", sku: "QH-MAT", price: "54.00" },
    ],
  },
  source: {
    ...{ domain: "morning-weavers.myshopify.com", name: "Morning Weavers", currency: "EUR" },
    ...{ timezone: "Europe/Lisbon", prefix: "MW-" },
    products: [
      { title: "Apron, sailcloth", sku: "MW-AP-1", price: "16.50", inventory: 800 },
      { title: "Doormat, rope", sku: "MW-DM-2", price: "22.00", inventory: 350 },
    ],
  },
};
