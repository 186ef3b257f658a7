import { randomBytes } from "node:crypto";
import { type Database, openDatabase } from "@/db/client";
import { mintScope } from "@/db/scope";
import { databaseClock } from "@/lib/runtime/database-clock";
import type { Actor, Ctx, SystemCtx } from "@/lib/services/core/context";
import { createCallBudget } from "@/lib/services/installations/call-budget";
import { installShop } from "@/lib/services/installations/install-shop";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { importVariants } from "@/lib/services/mappings/import-variants";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { refreshOrder } from "@/lib/services/orders/refresh-order";
import { createOrganization } from "@/lib/services/people/create-organization";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { claimStore } from "@/lib/services/stores/claim-store";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { subscribeWebhooks } from "@/lib/services/stores/subscribe-webhooks";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { createSecretBox } from "@/lib/shopify/installations/secret-box";
import type { SandboxControl } from "@/testing/sandbox/sandbox-control";

const scopes = [
  "read_orders",
  "write_orders",
  "read_products",
  "read_inventory",
  "read_locations",
  "read_fulfillments",
  "read_customers",
  "read_merchant_managed_fulfillment_orders",
];

export const testKeys = `k1:${randomBytes(32).toString("base64")}`;

const silent = { info: () => {}, warn: () => {}, error: () => {} };

export type TestTools = SystemCtx & { db: Database; advance(ms: number): void };

/** Creates a context for services with a test's database and sandbox. `advance` moves its clock forward. */
export function testTools(options: {
  url: string;
  sandboxUrl: string;
  keys?: string;
  offsetMs?: number;
}): TestTools {
  const db = openDatabase(options.url, { max: 6 });
  const clock = databaseClock(db);
  let offset = options.offsetMs ?? 0;
  const tools = {
    db,
    clock: { now: async () => new Date((await clock.now()).getTime() + offset) },
    log: silent,
  };
  return {
    ...tools,
    shopify: createShopifyGateway({ baseUrl: options.sandboxUrl, budget: createCallBudget(tools) }),
    secrets: createSecretBox(options.keys ?? testKeys),
    advance: (ms) => {
      offset += ms;
    },
  };
}

export const MAPPED_A = "LAMP-1";
export const MAPPED_B = "MUG-1";
export const UNMAPPED = "POSTER-1";

/** The size of a shop's bucket in points, and the points restored per second. */
type Bucket = { maximumAvailable: number; restoreRate: number };

type Shop = { storeId: string; domain: string };

export type World = {
  organizationId: string;
  merchantId: string;
  destination: Shop;
  sourceA: Shop & { connectionId: string };
  sourceB: Shop & { connectionId: string };
  ctx(actor?: Actor): Ctx;
  /** Places an order in the destination store. Returns the order's ids and number. */
  place(order?: Record<string, unknown>): Promise<{ gid: string; legacyId: string; name: string }>;
  /** Reads a placed order into Crossdock, as webhook processing does. Returns its id in Crossdock. */
  ingest(gid: string): Promise<string>;
  /** The orders of a source store in the sandbox. */
  sourceOrders(shop: Shop): Promise<SandboxOrder[]>;
};

type SandboxOrder = {
  id: string;
  name: string;
  sourceIdentifier: string | null;
  cancelledAt: string | null;
  email: string | null;
  shippingAddress: { city: string | null } | null;
  lines: { sku: string | null; quantity: number; properties?: unknown }[];
};

const person: Actor = { kind: "user", id: "usr_test", label: "Mara" };

/**
 * Creates an organization with one destination store and two source stores in the sandbox, through the product's
 * services. Source store A sells lamps (`ratioA` source units for each unit sold), B sells mugs, and neither sells
 * posters.
 *
 * @param options.origin the portal's URL for webhooks; without it, no webhooks are subscribed
 */
export async function createWorld(
  tools: SystemCtx,
  sandbox: SandboxControl,
  options: {
    origin?: string;
    autoPush?: boolean;
    currency?: string;
    ratioA?: number;
    /** The Shopify plan of the source stores. Default: Basic. */
    sourcePlan?: string;
    sourceBucket?: Bucket;
    destinationBucket?: Bucket;
  } = {},
): Promise<World> {
  const tag = randomBytes(4).toString("hex");
  const app = {
    handle: `app-${tag}`,
    clientId: `client-${tag}`,
    clientSecret: randomBytes(16).toString("hex"),
  };
  await sandbox.post("/apps", { ...app, name: "Crossdock" });
  await saveAppCredential(tools, app);
  const { organizationId } = await createOrganization(tools, { name: `Agency ${tag}` });
  const ctx = (actor: Actor = person): Ctx => ({ ...tools, scope: mintScope(organizationId), actor });
  const { merchantId } = await createMerchant(ctx(), { name: "Fjordlys" });

  const openShop = async (
    role: string,
    skus: { sku: string; title: string; price: string }[],
    source: boolean,
  ): Promise<Shop> => {
    const domain = `${role}-${tag}.myshopify.com`;
    await sandbox.post("/shops", {
      domain,
      name: `${role} ${tag}`,
      currency: options.currency ?? "EUR",
      timezone: "Europe/Berlin",
      plan: (source && options.sourcePlan) || "Basic",
      bucket: source ? options.sourceBucket : options.destinationBucket,
      products: skus.map(({ sku, title, price }) => ({ title, variants: [{ sku, price, inventory: 1000 }] })),
    });
    const { accessToken } = await sandbox.post<{ accessToken: string }>("/tokens", {
      shop: domain,
      clientId: app.clientId,
      scopes,
    });
    await installShop(tools, { appHandle: app.handle, shopDomain: domain, accessToken });
    const claimed = await claimStore(ctx(), { shopDomain: domain, merchantId: source ? null : merchantId });
    if (claimed.kind !== "claimed") throw new Error(`The store was not claimed: ${claimed.kind}`);
    if (options.origin) {
      await subscribeWebhooks(ctx(), {
        storeId: claimed.storeId,
        origin: options.origin,
        destination: !source,
        source,
      });
    }
    await importVariants(ctx(), { storeId: claimed.storeId });
    return { storeId: claimed.storeId, domain };
  };

  const price = options.currency === "JPY" ? ["1200", "900", "500"] : ["12.50", "9.90", "5.00"];
  const [lamp = "", mug = "", poster = ""] = price;
  const destination = await openShop(
    "shop",
    [
      { sku: MAPPED_A, title: "Lamp", price: lamp },
      { sku: MAPPED_B, title: "Mug", price: mug },
      { sku: UNMAPPED, title: "Poster", price: poster },
    ],
    false,
  );
  const a = await openShop("nordwolle", [{ sku: "A-LAMP", title: "Lamp body", price: lamp }], true);
  const b = await openShop("maison", [{ sku: "B-MUG", title: "Mug blank", price: mug }], true);

  const connect = async (
    source: Shop,
    from: string,
    to: string,
    rank: number,
    ratio: number,
  ): Promise<string> => {
    const made = await connectStores(ctx(), {
      destinationStoreId: destination.storeId,
      sourceStoreId: source.storeId,
      rank,
    });
    if (made.kind !== "connected") throw new Error(`The stores were not connected: ${made.kind}`);
    const variants = async (domain: string, sku: string) => {
      const shop = await sandbox.get<{ products: { variants: { id: string; sku: string | null }[] }[] }>(
        `/shops/${domain}`,
      );
      const found = shop.products.flatMap((product) => product.variants).find((one) => one.sku === sku);
      if (!found) throw new Error(`${domain} has no variant ${sku}`);
      return found.id;
    };
    await mapVariants(ctx(), {
      connectionId: made.connectionId,
      pairs: [
        {
          destinationVariantGid: await variants(destination.domain, from),
          sourceVariantGid: await variants(source.domain, to),
          ratio,
        },
      ],
    });
    return made.connectionId;
  };
  if (options.autoPush) {
    await changeStoreSettings(ctx(), { storeId: destination.storeId, autoPush: true });
  }
  const connectionA = await connect(a, MAPPED_A, "A-LAMP", 1, options.ratioA ?? 1);
  const connectionB = await connect(b, MAPPED_B, "B-MUG", 2, 1);

  return {
    organizationId,
    merchantId,
    destination,
    sourceA: { ...a, connectionId: connectionA },
    sourceB: { ...b, connectionId: connectionB },
    ctx,
    place: async (order = {}) => {
      const placed = await sandbox.post<{
        id: string;
        legacyId?: string;
        legacyResourceId?: string;
        name: string;
      }>(`/shops/${destination.domain}/orders`, {
        lineItems: [
          { sku: MAPPED_A, quantity: 2 },
          { sku: MAPPED_B, quantity: 1 },
        ],
        email: "ada@example.com",
        customer: { firstName: "Ada", lastName: "Example" },
        shippingAddress: {
          firstName: "Ada",
          lastName: "Example",
          address1: "Hafenstraße 1",
          city: "Kiel",
          zip: "24103",
          countryCode: "DE",
        },
        shippingLine: { title: "Standard", price: options.currency === "JPY" ? "490" : "4.90" },
        tags: ["gift"],
        note: "Ring twice",
        paid: true,
        ...order,
      });
      return { gid: placed.id, legacyId: placed.id.split("/").at(-1) ?? "", name: placed.name };
    },
    ingest: async (gid) => {
      const result = await refreshOrder(ctx({ kind: "webhook", id: "dlv_test", label: "Shopify" }), {
        storeId: destination.storeId,
        orderGid: gid,
      });
      if (result.orderId === null) throw new Error("The order was not stored.");
      return result.orderId;
    },
    sourceOrders: async (shop) =>
      (await sandbox.get<{ orders: SandboxOrder[] }>(`/shops/${shop.domain}`)).orders,
  };
}
