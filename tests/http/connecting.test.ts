import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mintScope } from "@/db/scope";
import { findInstallation } from "@/db/system/installations/find-installation";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import type { Ctx } from "@/lib/services/core/context";
import { installShop } from "@/lib/services/installations/install-shop";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { importVariants } from "@/lib/services/mappings/import-variants";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { createOrganization } from "@/lib/services/people/create-organization";
import { claimStore } from "@/lib/services/stores/claim-store";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { subscribeWebhooks } from "@/lib/services/stores/subscribe-webhooks";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { testSandbox } from "@/testing/sandbox/sandbox";
import { type TestTools, testTools } from "@/testing/stack/world";

const app = { handle: "connecting", clientId: "client-connecting", clientSecret: "first-secret" };
const origin = "http://127.0.0.1:9";
const scopes = ["write_orders", "read_products", "read_inventory", "read_locations", "read_fulfillments"];

let database: TestDatabase;
let superuser: postgres.Sql;
let sandbox: Awaited<ReturnType<typeof testSandbox>>;
let tools: TestTools;
let ctx: Ctx;
let organizationId: string;

beforeAll(async () => {
  database = await testDatabase();
  superuser = postgres(database.superuserUrl, { max: 1 });
  sandbox = await testSandbox();
  tools = testTools({ url: database.url, sandboxUrl: sandbox.url });
  await sandbox.control.post("/apps", { ...app, name: "Crossdock" });
  await saveAppCredential(tools, app);
});

afterAll(async () => {
  await tools.db.sql.end({ timeout: 1 });
  await superuser.end();
  await sandbox.close();
  await database.close();
});

beforeEach(async () => {
  ctx = await newAgency();
  organizationId = ctx.scope.organizationId;
});

async function newAgency(): Promise<Ctx> {
  const made = await createOrganization(tools, { name: "Agency" });
  return {
    ...tools,
    scope: mintScope(made.organizationId),
    actor: { kind: "user", id: "usr_test", label: "Mara" },
  };
}

type Opened = { domain: string; accessToken: string; gids: string[] };

/** Creates a shop in the sandbox with products of these SKUs, and a token for it. */
async function openShop(...skus: string[]): Promise<Opened> {
  const domain = `shop-${randomBytes(4).toString("hex")}.myshopify.com`;
  const made = await sandbox.control.post<{ products: { variants: { id: string }[] }[] }>("/shops", {
    domain,
    name: "Atelier Nord",
    currency: "JPY",
    timezone: "Asia/Tokyo",
    products: skus.map((sku) => ({ title: `Product ${sku}`, variants: [{ sku, price: "1200" }] })),
  });
  return {
    domain,
    accessToken: await grant(domain),
    gids: made.products.flatMap(({ variants }) => variants.map(({ id }) => id)),
  };
}

async function grant(domain: string): Promise<string> {
  const wanted = { shop: domain, clientId: app.clientId, scopes };
  return (await sandbox.control.post<{ accessToken: string }>("/tokens", wanted)).accessToken;
}

const install = ({ domain, accessToken }: Opened) =>
  installShop(tools, { appHandle: app.handle, shopDomain: domain, accessToken });

async function claimed(shop: Opened, by: Ctx = ctx): Promise<string> {
  await install(shop);
  const result = await claimStore(by, { shopDomain: shop.domain, merchantId: null });
  if (result.kind !== "claimed") throw new Error(result.kind);
  return result.storeId;
}

/** The organization's rows, read as the superuser. */
async function rows<Row extends object>(table: string): Promise<readonly Row[]> {
  return superuser<Row[]>`select * from ${superuser(table)} where organization_id = ${organizationId}`;
}

const definitions = async (shop: Opened) =>
  (await sandbox.control.get<{ definitions: unknown[] }>(`/shops/${shop.domain}`)).definitions;

const subscriptions = async (shop: Opened) =>
  (await sandbox.control.get<{ subscriptions: { topic: string; uri: string }[] }>(`/shops/${shop.domain}`))
    .subscriptions;

describe("saveAppCredential", () => {
  it("stores the current and the previous secret encrypted", async () => {
    const other = { handle: "rotating", clientId: "client-2", clientSecret: "one" };
    const { appCredentialId } = await saveAppCredential(tools, other);
    expect(await saveAppCredential(tools, other)).toEqual({ appCredentialId });
    expect((await loadAppCredential(tools.db, "rotating"))?.previousSecretCipher).toBeNull();
    await saveAppCredential(tools, { ...other, clientSecret: "two" });
    const row = await loadAppCredential(tools.db, "rotating");
    expect(row?.id).toBe(appCredentialId);
    expect(row?.secretCipher).not.toContain("two");
    expect(tools.secrets.open(row?.secretCipher ?? "")).toBe("two");
    expect(tools.secrets.open(row?.previousSecretCipher ?? "")).toBe("one");
  });
});

describe("installShop", () => {
  it("stores the shop's own settings, and the token encrypted", async () => {
    const shop = await openShop();
    const result = await installShop(tools, {
      appHandle: app.handle,
      shopDomain: shop.domain.toUpperCase(),
      accessToken: shop.accessToken,
    });
    expect(result).toMatchObject({
      kind: "installed",
      shop: { currency: "JPY", timeZone: "Asia/Tokyo", scopes: expect.arrayContaining(["write_orders"]) },
    });
    const stored = await findInstallation(tools.db, { shopDomain: shop.domain });
    expect(stored?.tokenCipher).not.toContain(shop.accessToken);
    expect(tools.secrets.open(stored?.tokenCipher ?? "")).toBe(shop.accessToken);
  });

  it("keeps one installation per app and shop, with the newest token", async () => {
    const shop = await openShop();
    const first = await install(shop);
    const accessToken = await grant(shop.domain);
    const second = await install({ ...shop, accessToken });
    expect(second).toMatchObject({ installationId: first.kind === "installed" ? first.installationId : "" });
    const stored = await findInstallation(tools.db, { shopDomain: shop.domain });
    expect(tools.secrets.open(stored?.tokenCipher ?? "")).toBe(accessToken);
  });

  it("stores nothing for an unknown app or an invalid token", async () => {
    const shop = await openShop();
    expect(
      await installShop(tools, { appHandle: "nobody", shopDomain: shop.domain, accessToken: "x" }),
    ).toEqual({
      kind: "unknown_app",
    });
    await expect(install({ ...shop, accessToken: "shpat_wrong" })).rejects.toMatchObject({
      code: "unauthorized",
      executed: "no",
    });
    expect(await findInstallation(tools.db, { shopDomain: shop.domain })).toBeNull();
  });
});

describe("claimStore", () => {
  it("creates a store once, with the shop's currency and time zone", async () => {
    const shop = await openShop();
    await install(shop);
    const { merchantId } = await createMerchant(ctx, { name: "Nord" });
    const first = await claimStore(ctx, { shopDomain: shop.domain, merchantId });
    const again = await claimStore(ctx, { shopDomain: shop.domain.toUpperCase(), merchantId });
    expect(first).toMatchObject({ kind: "claimed", new: true });
    expect(again).toMatchObject({ ...first, new: false });
    expect(await rows("store")).toEqual([
      expect.objectContaining({ currency: "JPY", time_zone: "Asia/Tokyo", name: "Atelier Nord" }),
    ]);
    expect(await rows("audit_entry")).toContainEqual(expect.objectContaining({ verb: "store.claimed" }));
  });

  it("refuses a shop without an installation", async () => {
    const shop = await openShop();
    expect(await claimStore(ctx, { shopDomain: shop.domain, merchantId: null })).toEqual({
      kind: "not_installed",
    });
  });

  it("lets two organizations claim the same shop as separate stores", async () => {
    const shop = await openShop();
    const other = await newAgency();
    const [mine, theirs] = [await claimed(shop), await claimed(shop, other)];
    expect(mine).not.toBe(theirs);
    expect(await importVariants(ctx, { storeId: theirs })).toEqual({ kind: "not_found" });
  });

  it("refuses a merchant of another organization", async () => {
    const shop = await openShop();
    await install(shop);
    const foreign = await createMerchant(await newAgency(), { name: "Theirs" });
    await expect(claimStore(ctx, { shopDomain: shop.domain, ...foreign })).rejects.toThrow();
    expect(await rows("store")).toEqual([]);
  });
});

describe("subscribeWebhooks", () => {
  it("creates only the missing subscriptions for the store's role, and records each as an attempt", async () => {
    const shop = await openShop();
    const input = { storeId: await claimed(shop), origin: `${origin}/`, source: false };
    const first = await subscribeWebhooks(ctx, { ...input, destination: true });
    const subscribed = await subscriptions(shop);
    expect(first).toMatchObject({ kind: "subscribed", changed: 0, removed: 0, refused: [] });
    expect(first.kind === "subscribed" && first.created).toHaveLength(subscribed.length);
    expect(subscribed.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(["ORDERS_CREATE", "ORDERS_CANCELLED", "REFUNDS_CREATE", "APP_UNINSTALLED"]),
    );
    expect(new Set(subscribed.map(({ uri }) => uri))).toEqual(
      new Set([`${origin}/api/webhooks/shopify/${app.handle}`]),
    );
    expect(await subscribeWebhooks(ctx, { ...input, destination: true })).toMatchObject({ created: [] });
    const attempts = await rows<{ outcome: string }>("attempt");
    expect(attempts.map(({ outcome }) => outcome)).toEqual(subscribed.map(() => "created"));
  });
});

describe("connectStores", () => {
  it("creates the metafield definition once, then the connection", async () => {
    const [shop, supplier] = [await openShop(), await openShop()];
    const pair = { destinationStoreId: await claimed(shop), sourceStoreId: await claimed(supplier) };
    const first = await connectStores(ctx, { ...pair, rank: 2, autoPush: false });
    expect(first).toMatchObject({ kind: "connected", new: true });
    expect(await connectStores(ctx, pair)).toMatchObject({ ...first, new: false });
    expect(await definitions(supplier)).toHaveLength(1);
    expect(await rows("connection")).toEqual([expect.objectContaining({ rank: 2, auto_push: false })]);
    expect(await rows("attempt")).toEqual([
      expect.objectContaining({ operation: "metafieldDefinitionCreate", outcome: "created" }),
    ]);
  });

  it("does not connect while the definition is uncertain, and connects when it is repeated", async () => {
    const [shop, supplier] = [await openShop(), await openShop()];
    const pair = { destinationStoreId: await claimed(shop), sourceStoreId: await claimed(supplier) };
    await sandbox.control.post("/faults", {
      kind: "reply-lost-after-commit",
      shop: supplier.domain,
      operation: "metafieldDefinitionCreate",
    });
    await expect(connectStores(ctx, pair)).rejects.toMatchObject({ executed: "unknown" });
    expect(await rows("connection")).toEqual([]);
    expect(await connectStores(ctx, pair)).toMatchObject({ kind: "connected", new: true });
    expect(await definitions(supplier)).toHaveLength(1);
    const attempts = await rows<{ outcome: string }>("attempt");
    expect(attempts.map(({ outcome }) => outcome).sort()).toEqual(["created", "indefinite"]);
  });

  it("connects a store neither to itself nor to another organization's store", async () => {
    const [shop, supplier] = [await openShop(), await openShop()];
    const destinationStoreId = await claimed(shop);
    expect(await connectStores(ctx, { destinationStoreId, sourceStoreId: destinationStoreId })).toEqual({
      kind: "same_store",
    });
    const sourceStoreId = await claimed(supplier, await newAgency());
    expect(await connectStores(ctx, { destinationStoreId, sourceStoreId })).toEqual({ kind: "not_found" });
    expect(await definitions(supplier)).toEqual([]);
  });
});

describe("mapVariants", () => {
  it("maps variants of importVariants, replaces earlier mappings, and reports unknown variants", async () => {
    const [shop, supplier] = [await openShop("D-1", "D-2"), await openShop("S-1", "S-2")];
    const pair = { destinationStoreId: await claimed(shop), sourceStoreId: await claimed(supplier) };
    expect(await importVariants(ctx, { storeId: pair.destinationStoreId })).toEqual({
      kind: "imported",
      variants: 2,
    });
    await importVariants(ctx, { storeId: pair.destinationStoreId });
    await importVariants(ctx, { storeId: pair.sourceStoreId });
    expect(await rows("variant")).toHaveLength(4);
    const connection = await connectStores(ctx, pair);
    if (connection.kind !== "connected") throw new Error(connection.kind);
    const [d1 = "", d2 = ""] = shop.gids;
    const [s1 = "", s2 = ""] = supplier.gids;
    const stray = { destinationVariantGid: d2, sourceVariantGid: "gid://shopify/ProductVariant/1" };
    const { connectionId } = connection;
    expect(
      await mapVariants(ctx, {
        connectionId,
        pairs: [{ destinationVariantGid: d1, sourceVariantGid: s1, ratio: 3 }, stray],
      }),
    ).toEqual({ kind: "mapped", mapped: 1, unknown: [stray] });
    await mapVariants(ctx, { connectionId, pairs: [{ destinationVariantGid: d1, sourceVariantGid: s2 }] });
    expect(await rows("mapping")).toEqual([expect.objectContaining({ ratio: 1, rank: 1, active: true })]);
    expect(await mapVariants(await newAgency(), { connectionId, pairs: [] })).toEqual({ kind: "not_found" });
  });
});
