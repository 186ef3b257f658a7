import postgres from "postgres";
import { afterAll, beforeEach, expect, it } from "vitest";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { scopesFor } from "@/lib/domain/installations/access-scopes";
import type { Ctx } from "@/lib/services/core/context";
import { installShop } from "@/lib/services/installations/install-shop";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { sweep } from "@/lib/services/jobs/sweep";
import { requestPush } from "@/lib/services/push/request-push";
import { beginStop } from "@/lib/services/stores/begin-stop";
import { checkShop } from "@/lib/services/stores/check-shop";
import { checkStore } from "@/lib/services/stores/check-store";
import { claimStore } from "@/lib/services/stores/claim-store";
import { liftStop } from "@/lib/services/stores/lift-stop";
import { prepareSource } from "@/lib/services/stores/prepare-source";
import { dispatchAll, harness, legsOf, statusOf } from "../../faults/harness";
import { deliver, installationOf } from "./deliver";

const { sandbox, database, world: createWorld } = await harness();
const admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
afterAll(() => admin.end());

const ALL = scopesFor(["destination", "source"], { optional: true });

let world: Awaited<ReturnType<typeof createWorld>>;
let ctx: Ctx;
let supplier: Awaited<ReturnType<typeof installationOf>>;
beforeEach(async () => {
  await sandbox.control.post("/settings", { definitionsAfterUninstall: "end" });
  world = await createWorld({ autoPush: true });
  ctx = world.ctx();
  supplier = await installationOf(ctx, world.sourceA.domain);
});

const digits = (gid: string) => Number(gid.split("/").at(-1));
const uninstalled = (shopDomain: string, triggeredAt: Date) => ({
  ...{ appCredentialId: supplier.app, shopDomain, topic: "app/uninstalled", triggeredAt },
  body: { id: digits(supplier.gid), myshopify_domain: shopDomain },
});
const uninstall = () =>
  sandbox.control.post(`/shops/${world.sourceA.domain}/uninstall`, { clientId: supplier.clientId });

const verbs = async () =>
  (
    await admin<{ verb: string; data: object }[]>`
      select verb, data from audit_entry where noun_id = ${world.sourceA.storeId} and verb <> 'store.claimed' order by at, id`
  ).map(({ verb, data }) => ({ verb, data }));
const definitions = async (domain: string) =>
  (await sandbox.control.get<{ definitions: unknown[] }>(`/shops/${domain}`)).definitions.length;

/** Grants the app access to supplier A's shop again, and installs it. */
async function install(
  shopDomain: string,
  scopes = ALL,
  app: { handle: string; clientId: string } = supplier,
) {
  const grant = { shop: shopDomain, clientId: app.clientId, scopes };
  const { accessToken } = await sandbox.control.post<{ accessToken: string }>("/tokens", grant);
  return installShop(ctx, { appHandle: app.handle, shopDomain, accessToken });
}
const problems = async (storeId: string) =>
  admin<{ kind: string; data: { scopes?: string } }[]>`
    select kind, data from problem where store_id = ${storeId} and cleared_at is null order by kind`;

const kinds = async () => (await problems(world.sourceA.storeId)).map(({ kind }) => kind);

it("finds the old store after a rename, closes its problems, and lets what waited go on", async () => {
  const orderId = await world.ingest(
    (await world.place({ lineItems: [{ sku: "LAMP-1", quantity: 1 }] })).gid,
  );
  await admin`update "order" set auto_push_due_at = null where id = ${orderId}`;
  await uninstall();
  await requestPush(ctx, { orderId, sourceStoreIds: null, reason: "requested" });
  await dispatchAll(world, orderId);
  await deliver(ctx, uninstalled(world.sourceA.domain, await ctx.clock.now()));
  expect(await definitions(world.sourceA.domain)).toBe(0);
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "planned", waitsFor: supplier.id }]);
  expect(await kinds()).toContain("app_uninstalled");
  expect(await installationOf(ctx, world.sourceA.domain)).toMatchObject({ state: "revoked" });

  const domain = `new-${world.sourceA.domain}`;
  await sandbox.control.post(`/shops/${world.sourceA.domain}/rename`, { domain });
  world.advance(1_000);
  expect(await install(domain)).toMatchObject({
    ...{ kind: "installed", installationId: supplier.id, again: true },
  });
  expect(await installationOf(ctx, domain)).toMatchObject({ id: supplier.id, state: "active", domain });
  expect(await definitions(domain)).toBe(1);
  expect(await verbs()).toEqual([
    { verb: "store.renamed", data: { from: world.sourceA.domain, to: domain } },
    { verb: "store.reconnected", data: { shopDomain: domain } },
  ]);
  // The orders of other apps are read before the next send.
  expect(await kinds()).toEqual(["other_apps_unread"]);
  const [due] = await admin`select auto_push_due_at is not null as due from "order" where id = ${orderId}`;
  expect(due).toEqual({ due: true });
  const [subscribed] = await admin`select subscriptions from installation where id = ${supplier.id}`;
  expect(subscribed).toEqual({ subscriptions: null });
  await sweep(ctx);
  await dispatchAll(world, orderId);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed" });
  expect(await kinds()).toEqual([]);
  expect(await world.sourceOrders({ ...world.sourceA, domain })).toHaveLength(1);
  // Connecting it once more leads to the same store.
  expect(
    await claimStore(ctx, { shopDomain: domain, merchantId: null, installationId: supplier.id }),
  ).toEqual({
    ...{ kind: "claimed", storeId: world.sourceA.storeId, new: false },
  });
});

it("a shop that is connected by another app keeps its store, and what waited goes on", async () => {
  const orderId = await world.ingest(
    (await world.place({ lineItems: [{ sku: "LAMP-1", quantity: 1 }] })).gid,
  );
  await uninstall();
  await requestPush(ctx, { orderId, sourceStoreIds: null, reason: "requested" });
  await dispatchAll(world, orderId);
  await deliver(ctx, uninstalled(world.sourceA.domain, await ctx.clock.now()));
  const other = {
    handle: `${supplier.handle}-2`,
    clientId: `${supplier.clientId}-2`,
    clientSecret: "secret-2",
  };
  await sandbox.control.post("/apps", { ...other, name: "Second app" });
  await saveAppCredential(ctx, other);
  world.advance(1_000);
  const installed = await install(world.sourceA.domain, ALL, other);
  const installationId = installed.kind === "installed" ? installed.installationId : "";
  expect(installationId).not.toBe(supplier.id);
  expect(
    await claimStore(ctx, { shopDomain: world.sourceA.domain, merchantId: null, installationId }),
  ).toEqual({ kind: "claimed", storeId: world.sourceA.storeId, new: false });
  expect(await verbs()).toEqual([
    {
      verb: "store.reconnected",
      data: { shopDomain: world.sourceA.domain, app: other.handle, otherApp: true },
    },
  ]);
  await prepareSource(ctx, { storeId: world.sourceA.storeId });
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "planned", waitsFor: installationId }]);
  expect(await kinds()).toEqual(["other_apps_unread"]);
  await sweep(ctx);
  await dispatchAll(world, orderId);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed" });
  expect(await kinds()).toEqual([]);
});

it("an uninstall that arrives after the next install does not disconnect it", async () => {
  const before = await ctx.clock.now();
  await uninstall();
  world.advance(5_000);
  await install(world.sourceA.domain);
  expect(await deliver(ctx, uninstalled(world.sourceA.domain, before))).toMatchObject({
    ...{ state: "ignored", reason: "installed_again" },
  });
  expect(await installationOf(ctx, world.sourceA.domain)).toMatchObject({ state: "active" });
  expect(await problems(world.sourceA.storeId)).toEqual([]);
  // One that the shop reports after it does.
  world.advance(5_000);
  await uninstall();
  await deliver(ctx, uninstalled(world.sourceA.domain, await ctx.clock.now()));
  expect(await installationOf(ctx, world.sourceA.domain)).toMatchObject({ state: "revoked" });
});

it("an uninstall from a domain that is not known yet ends the installation of that shop", async () => {
  const domain = `moved-${world.sourceA.domain}`;
  await sandbox.control.post(`/shops/${world.sourceA.domain}/rename`, { domain });
  await uninstall();
  expect(await deliver(ctx, uninstalled(domain, await ctx.clock.now()))).toMatchObject({
    state: "processed",
  });
  expect(await installationOf(ctx, domain)).toMatchObject({ id: supplier.id, state: "revoked" });
});

it("scopes that a shop takes back are named until they are granted again", async () => {
  await install(world.sourceA.domain);
  const change = async (scopes: string[]) => {
    await sandbox.control.post(`/shops/${world.sourceA.domain}/scopes`, {
      ...{ clientId: supplier.clientId, scopes },
    });
    return deliver(ctx, {
      ...{ appCredentialId: supplier.app, shopDomain: world.sourceA.domain, topic: "app/scopes_update" },
      body: { id: 1, shop_id: supplier.gid },
    });
  };
  expect(await problems(world.sourceA.storeId)).toEqual([]);
  const without = (...left: string[]) => ALL.filter((scope) => !left.includes(scope));
  expect(await change(without("read_fulfillments"))).toMatchObject({ state: "processed" });
  expect(await problems(world.sourceA.storeId)).toMatchObject([
    { kind: "scopes_missing", data: { scopes: "read_fulfillments" } },
  ]);
  await change(without("read_fulfillments", "read_locations"));
  expect(await problems(world.sourceA.storeId)).toMatchObject([
    { kind: "scopes_missing", data: { scopes: "read_fulfillments, read_locations" } },
  ]);
  const [stored] = await admin<
    { scopes: string[] }[]
  >`select scopes from installation where id = ${supplier.id}`;
  expect(stored?.scopes).not.toContain("read_locations");
  // Optional scopes are no problem.
  await change(without("read_returns", "read_all_orders"));
  expect(await problems(world.sourceA.storeId)).toEqual([]);
});

it("a grant whose answer never reached the portal still ends the problem, by its webhook", async () => {
  await install(world.sourceA.domain);
  await checkStore(ctx, { storeId: world.sourceA.storeId, origin: "http://127.0.0.1:9" });
  const delivered = new Set<string>();
  /** Hands over what the shop sent since the last time. */
  const receive = async () => {
    const sent = await sandbox.control.get<{ webhookId: string; body: string }[]>(
      `/deliveries?shop=${world.sourceA.domain}&topic=APP_SCOPES_UPDATE&body=1`,
    );
    const fresh = sent.filter(({ webhookId }) => !delivered.has(webhookId));
    for (const { webhookId, body } of fresh) {
      delivered.add(webhookId);
      await deliver(ctx, {
        ...{ appCredentialId: supplier.app, shopDomain: world.sourceA.domain, topic: "app/scopes_update" },
        body: JSON.parse(body),
      });
    }
    return fresh.length;
  };
  /** The merchant confirms the app's access scopes once more, and its code is exchanged. */
  const grantAgain = async (scopes: string[]) => {
    const shop = `${sandbox.url}/${world.sourceA.domain}/admin/oauth`;
    const asked = {
      client_id: supplier.clientId,
      scope: scopes.join(","),
      redirect_uri: "http://127.0.0.1:9/back",
    };
    const answer = await fetch(`${shop}/authorize?${new URLSearchParams(asked)}`, {
      method: "POST",
      body: new URLSearchParams({ decision: "install" }),
      redirect: "manual",
    });
    const code = new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const client = { client_id: supplier.clientId, client_secret: clientSecret };
    const body = new URLSearchParams({ ...client, code });
    expect((await fetch(`${shop}/access_token`, { method: "POST", body })).status).toBe(200);
  };
  const { secretCipher } = (await loadAppCredential(ctx.db, supplier.handle)) ?? { secretCipher: "" };
  const clientSecret = ctx.secrets.open(secretCipher);
  await grantAgain(ALL.filter((scope) => scope !== "read_locations"));
  expect(await receive()).toBe(1);
  expect(await problems(world.sourceA.storeId)).toMatchObject([
    { kind: "scopes_missing", data: { scopes: "read_locations" } },
  ]);
  await grantAgain(ALL);
  expect(await receive()).toBe(1);
  expect(await kinds()).toEqual([]);
  // The same access scopes once more are no news.
  await grantAgain([...ALL].reverse());
  expect(await receive()).toBe(0);
});

it("a shop whose definition could not be created at the install gets it with its next check", async () => {
  await uninstall();
  await deliver(ctx, uninstalled(world.sourceA.domain, await ctx.clock.now()));
  world.advance(1_000);
  const stop = await beginStop(ctx, {
    ...{ level: "store", subjectId: world.sourceA.storeId, reason: "A test." },
  });
  await install(world.sourceA.domain);
  expect(await definitions(world.sourceA.domain)).toBe(0);
  await liftStop(ctx, { stopId: stop.kind === "begun" ? stop.stopId : "", reason: "Done." });
  const checked = await checkShop(ctx, { installationId: supplier.id, origin: "http://127.0.0.1:9" });
  expect(checked).toMatchObject({ kind: "checked" });
  expect(await definitions(world.sourceA.domain)).toBe(1);
});
