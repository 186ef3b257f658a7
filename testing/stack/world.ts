import { randomBytes } from "node:crypto";
import { inArray } from "drizzle-orm";
import { type Database, openDatabase } from "@/db/client";
import { installation } from "@/db/schema/shopify";
import { mintScope } from "@/db/scope";
import { databaseClock } from "@/lib/runtime/database-clock";
import type { Actor, Ctx, SystemCtx } from "@/lib/services/core/context";
import { createCallBudget } from "@/lib/services/installations/call-budget";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { createTokenSource } from "@/lib/services/installations/tokens/renew-token";
import { startAutomaticPush } from "@/lib/services/moving/start-automatic-push";
import { refreshOrder } from "@/lib/services/orders/refresh-order";
import { createOrganization } from "@/lib/services/people/create-organization";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { createSecretBox } from "@/lib/shopify/installations/secret-box";
import type { SandboxControl } from "@/testing/sandbox/sandbox-control";
import {
  connectShops,
  type Making,
  openShop,
  type Shop,
  type WorldOptions,
} from "@/testing/stack/make-shops";

export const testKeys = `k1:${randomBytes(32).toString("base64")}`;

const DAY = 24 * 60 * 60_000;
const silent = { info: () => {}, warn: () => {}, error: () => {} };

export type TestTools = SystemCtx & { db: Database; advance(ms: number): void };

/** Creates a context for services with a test's database and sandbox. `advance` moves its clock forward. */
export function testTools(options: {
  url: string;
  sandboxUrl: string;
  keys?: string;
  offsetMs?: number;
  onNotice?: (notice: { message?: string }) => void;
}): TestTools {
  const { onNotice } = options;
  const db = openDatabase(options.url, { max: 6, ...(onNotice && { onNotice }) });
  const clock = databaseClock(db);
  let offset = options.offsetMs ?? 0;
  const tools = {
    db,
    clock: { now: async () => new Date((await clock.now()).getTime() + offset) },
    log: silent,
  };
  const secrets = createSecretBox(options.keys ?? testKeys);
  const [budget, tokens] = [createCallBudget(tools), createTokenSource({ ...tools, secrets })];
  return {
    ...tools,
    shopify: createShopifyGateway({ baseUrl: options.sandboxUrl, budget, tokens }),
    secrets,
    advance: (ms) => {
      offset += ms;
    },
  };
}

export const MAPPED_A = "LAMP-1";
export const MAPPED_B = "MUG-1";
export const UNMAPPED = "POSTER-1";

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
  financialStatus: string;
  email: string | null;
  shippingAddress: { city: string | null } | null;
  lines: { sku: string | null; quantity: number; properties?: unknown }[];
};

const person: Actor = { kind: "user", id: "usr_test", label: "Mara" };

/**
 * Creates an organization with one destination store and two source stores in the sandbox, through the product's
 * services. Source store A sells lamps (`ratioA` source units for each unit sold), B sells mugs, and neither sells
 * posters.
 */
export async function createWorld(
  tools: SystemCtx,
  sandbox: SandboxControl,
  options: WorldOptions = {},
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
  const making: Making = { tools, sandbox, options, tag, app, merchantId, ctx };

  const price = options.currency === "JPY" ? ["1200", "900", "500"] : ["12.50", "9.90", "5.00"];
  const [lamp = "", mug = "", poster = ""] = price;
  const destination = await openShop(making, {
    role: "shop",
    skus: [
      { sku: MAPPED_A, title: "Lamp", price: lamp },
      { sku: MAPPED_B, title: "Mug", price: mug },
      { sku: UNMAPPED, title: "Poster", price: poster },
    ],
    source: false,
  });
  const a = await openShop(making, {
    role: "nordwolle",
    skus: [{ sku: "A-LAMP", title: "Lamp body", price: lamp }],
    source: true,
  });
  const b = await openShop(making, {
    role: "maison",
    skus: [{ sku: "B-MUG", title: "Mug blank", price: mug }],
    source: true,
  });
  if (options.autoPush) {
    await startAutomaticPush(ctx(), { storeId: destination.storeId, confirmedOrders: 0 });
  }
  const lamps = { from: MAPPED_A, to: "A-LAMP", rank: 1, ratio: options.ratioA ?? 1 };
  const connectionA = await connectShops(making, { destination, source: a, ...lamps });
  const mugs = { from: MAPPED_B, to: "B-MUG", rank: 2, ratio: 1 };
  const connectionB = await connectShops(making, { destination, source: b, ...mugs });
  await postponeChecks(tools, [destination, a, b]);

  return {
    organizationId,
    merchantId,
    destination,
    sourceA: { ...a, connectionId: connectionA },
    sourceB: { ...b, connectionId: connectionB },
    ctx,
    place: (order = {}) => placeOrder(making, destination, order),
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

/** A worker would give the shops the webhooks that the test wants without, or at another address. */
async function postponeChecks({ db, clock }: SystemCtx, shops: readonly Shop[]): Promise<void> {
  const subscribeAt = new Date((await clock.now()).getTime() + DAY);
  const domains = shops.map(({ domain }) => domain);
  await db.orm.update(installation).set({ subscribeAt }).where(inArray(installation.shopDomain, domains));
}

async function placeOrder(
  { sandbox, options }: Making,
  destination: Shop,
  order: Record<string, unknown>,
): Promise<{ gid: string; legacyId: string; name: string }> {
  const placed = await sandbox.post<{ id: string; name: string }>(`/shops/${destination.domain}/orders`, {
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
}
