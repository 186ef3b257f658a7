import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { installation } from "@/db/schema/shopify";
import type { Ctx } from "@/lib/services/core/context";
import { installShop } from "@/lib/services/installations/install-shop";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { keepTokens } from "@/lib/services/installations/tokens/keep-tokens";
import { createTokenSource } from "@/lib/services/installations/tokens/renew-token";
import { sweepAndProbe } from "@/lib/services/jobs/sweep-and-probe";
import { requestPush } from "@/lib/services/push/request-push";
import type { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { IssuedToken } from "@/lib/shopify/client/gateway";
import { attemptsOf, dispatchAll, harness, legsOf } from "../harness";

const { sandbox, database, world: createWorld } = await harness();
const admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
afterAll(() => admin.end());

type World = Awaited<ReturnType<typeof createWorld>>;
type Shop = World["sourceA"];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LAMP = { lineItems: [{ sku: "LAMP-1", quantity: 1 }] };

const expiring = () => createWorld({ expiring: true });
const read = async (ctx: Ctx, shop: Shop) => ctx.shopify.readShop(await shopAccess(ctx, shop.storeId));
const failure = (call: Promise<unknown>) =>
  call.then(
    () => null,
    ({ code, executed }: ShopifyFailure) => ({ code, executed }),
  );
const fault = (shop: Shop, kind: string, more: Record<string, unknown> = {}) =>
  sandbox.control.post("/faults", { shop: shop.domain, kind, times: 1, ...more });

/** The access token of a shop ends: here by the clock, there because it is revoked. */
async function endToken(world: World, shop: Shop): Promise<void> {
  world.advance(61 * MINUTE);
  const { accessToken } = await shopAccess(world.ctx(), shop.storeId);
  await sandbox.control.delete("/tokens", { accessToken });
}

type Logged = {
  roots: string[];
  status: number | null;
  variables: { grant_type?: string; refresh_token?: string };
};
const logged = (shop: Shop) => sandbox.control.get<Logged[]>(`/log?shop=${shop.domain}&limit=100000`);
/** The refresh tokens that were sent to a shop, in order. */
const refreshes = async (shop: Shop) =>
  (await logged(shop))
    .filter(({ roots, variables }) => roots[0] === "access_token" && variables.grant_type === "refresh_token")
    .map(({ variables }) => variables.refresh_token);
const refusedCalls = async (shop: Shop) => (await logged(shop)).filter(({ status }) => status === 401).length;

async function stored(world: World, shop: Shop) {
  const { db, secrets } = world.ctx();
  const [row] = await db.orm.select().from(installation).where(eq(installation.shopDomain, shop.domain));
  if (!row?.refreshCipher) throw new Error("The shop has no refresh token.");
  return { ...row, token: secrets.open(row.tokenCipher), refresh: secrets.open(row.refreshCipher) };
}

async function openProblems(world: World, shop: Shop): Promise<string[]> {
  const rows = await admin<{ kind: string }[]>`
    select kind from problem where organization_id = ${world.organizationId} and store_id = ${shop.storeId}
      and cleared_at is null order by kind`;
  return rows.map(({ kind }) => kind);
}

async function pushLamp(world: World): Promise<string> {
  const orderId = await world.ingest((await world.place(LAMP)).gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null, reason: "requested" });
  return orderId;
}

test("of many calls at once with a token that has ended, one renews it, and none is refused", async () => {
  const world = await expiring();
  await endToken(world, world.sourceA);
  const before = await stored(world, world.sourceA);
  const reads = await Promise.all(Array.from({ length: 12 }, () => read(world.ctx(), world.sourceA)));
  expect(reads).toHaveLength(12);
  expect(await refreshes(world.sourceA)).toEqual([before.refresh]);
  expect(await refusedCalls(world.sourceA)).toBe(0);
  const after = await stored(world, world.sourceA);
  expect(after).toMatchObject({ renewalLease: null, renewalUntil: null });
  expect([after.tokenCipher, after.refreshCipher].join()).not.toContain(after.token);
  expect([after.token, after.refresh]).not.toEqual([before.token, before.refresh]);
});

test("a token is renewed before it ends, and calls meanwhile use it as it is", async () => {
  const world = await expiring();
  world.advance(54 * MINUTE);
  await read(world.ctx(), world.sourceA);
  expect(await refreshes(world.sourceA)).toEqual([]);
  world.advance(2 * MINUTE);
  const ctx = world.ctx();
  const access = await shopAccess(ctx, world.sourceA.storeId);
  expect(access.tokenEnds).toBe(true);
  const [first, second] = [createTokenSource(ctx), createTokenSource(ctx)];
  const asked = Promise.withResolvers<IssuedToken>();
  const renewing = first.renew(access, "ends", () => asked.promise);
  await expect.poll(async () => (await stored(world, world.sourceA)).renewalLease).not.toBeNull();
  const meanwhile = await second.renew(access, "ends", () => Promise.reject(new Error("asked twice")));
  expect(meanwhile).toBe(access.accessToken);
  asked.resolve(await ctx.shopify.requestToken(await refreshOf(world)));
  expect(await renewing).toBe((await stored(world, world.sourceA)).token);
});

/** What is asked of Shopify to renew the token of source store A. */
async function refreshOf(world: World) {
  const { clock, secrets } = world.ctx();
  const [app] = await admin<{ id: string; secret: string }[]>`
    select a.client_id as id, a.secret_cipher as secret from app_credential a
    join installation i on i.app_credential_id = a.id where i.shop_domain = ${world.sourceA.domain}`;
  const { refresh } = await stored(world, world.sourceA);
  return {
    ...{
      shopDomain: world.sourceA.domain,
      clientId: app?.id ?? "",
      clientSecret: secrets.open(app?.secret ?? ""),
    },
    ...{ askedAt: await clock.now(), grant: "refresh" as const, refreshToken: refresh },
  };
}

test("a refresher that was suspended does not replace the token of the one that took over", async () => {
  const world = await expiring();
  await endToken(world, world.sourceA);
  const ctx = world.ctx();
  const access = await shopAccess(ctx, world.sourceA.storeId);
  const late = Promise.withResolvers<IssuedToken>();
  const suspended = createTokenSource(ctx).renew(access, "ends", () => late.promise);
  await expect.poll(async () => (await stored(world, world.sourceA)).renewalLease).not.toBeNull();
  // Until the lease ends, no other process asks.
  const others = createTokenSource(ctx, { waits: false });
  expect(await failure(others.renew(access, "ends", ctx.shopify.requestToken))).toEqual({
    ...{ code: "token_renewing", executed: "no" },
  });
  world.advance(21_000);
  await read(world.ctx(), world.sourceA);
  const kept = await stored(world, world.sourceA);
  const expiresAt = new Date((await ctx.clock.now()).getTime() + DAY);
  const refresh = { token: "shprt_late", expiresAt };
  late.resolve({ accessToken: "shpat_late", lifetime: { issuedAt: new Date(), expiresAt, refresh } });
  expect(await suspended).toBe(kept.token);
  expect(await stored(world, world.sourceA)).toEqual(kept);
});

test("a lost answer is asked for again with the same refresh token, and the next one works", async () => {
  const world = await expiring();
  const shop = world.sourceA;
  const { refresh } = await stored(world, shop);
  // The token still works, so that a lost answer stops nothing.
  world.advance(56 * MINUTE);
  await fault(shop, "oauth-token-reply-lost");
  await read(world.ctx(), shop);
  await endToken(world, shop);
  await fault(shop, "oauth-token-reply-lost");
  expect(await failure(read(world.ctx(), shop))).toEqual({ code: "connection_lost", executed: "no" });
  await read(world.ctx(), shop);
  expect(await refreshes(shop)).toEqual([refresh, refresh, refresh]);
  await endToken(world, shop);
  const second = (await stored(world, shop)).refresh;
  await read(world.ctx(), shop);
  expect(await refreshes(shop)).toEqual([refresh, refresh, refresh, second]);
});

test("a token that is refused in mid-run is renewed: the push goes on, and no order is created twice", async () => {
  const world = await expiring();
  const orderId = await pushLamp(world);
  world.advance(2 * MINUTE);
  // The read of the variants is repeated at once; the send is not, because an attempt is one send.
  await fault(world.sourceA, "http-status", { status: 401, operation: "nodes" });
  await fault(world.sourceA, "http-status", { status: 401, operation: "orderCreate" });
  await fault(world.destination as Shop, "http-status", { status: 401, operation: "order" });
  const [first] = await dispatchAll(world, orderId);
  // The token of the source store is new, so that its second refusal is not a matter of age.
  expect(first).toMatchObject({ kind: "waiting" });
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  world.advance(2 * MINUTE);
  await sweepAndProbe(world.ctx());
  expect(await dispatchAll(world, orderId)).toEqual([{ kind: "settled", state: "created" }]);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  expect(await refreshes(world.destination as Shop)).toHaveLength(1);
  expect(await openProblems(world, world.sourceA)).toEqual([]);
});

test("a send whose token is refused is proved not executed, and is repeated with the new token", async () => {
  const world = await expiring();
  const orderId = await pushLamp(world);
  world.advance(2 * MINUTE);
  await fault(world.sourceA, "http-status", { status: 401, operation: "orderCreate" });
  expect(await dispatchAll(world, orderId)).toMatchObject([{ kind: "waiting", code: "token_replaced" }]);
  expect(await openProblems(world, world.sourceA)).toEqual([]);
  world.advance(2_000);
  expect(await dispatchAll(world, orderId)).toEqual([{ kind: "settled", state: "created" }]);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  const outcomes = (await attemptsOf(world, orderId))
    .filter(({ operation }) => operation === "orderCreate")
    .map(({ outcome }) => outcome);
  expect(outcomes).toEqual(["not_executed", "created"]);
});

test("a shop that nobody calls keeps its access", async () => {
  const [world, permanent] = [await expiring(), await createWorld()];
  const shops = [world.destination as Shop, world.sourceA, world.sourceB];
  world.advance(59 * DAY);
  const due = async () => (await keepTokens(world.ctx())).called;
  const early = await due();
  const before = await stored(world, world.sourceA);
  world.advance(2 * DAY);
  expect(await due()).toBeGreaterThanOrEqual(early + shops.length);
  for (const shop of shops) expect(await refreshes(shop)).toHaveLength(1);
  const after = await stored(world, world.sourceA);
  expect(after.refresh).not.toBe(before.refresh);
  expect(after.refreshExpiresAt?.getTime()).toBeGreaterThan(
    (before.refreshExpiresAt?.getTime() ?? 0) + 60 * DAY,
  );
  expect(await refreshes(permanent.sourceA)).toEqual([]);
});

test("a renewed token without an end is not used: the store says so until Shopify answers in full", async () => {
  const world = await expiring();
  const orderId = await pushLamp(world);
  await endToken(world, world.sourceA);
  const before = await stored(world, world.sourceA);
  await fault(world.sourceA, "oauth-no-expiry");
  expect(await dispatchAll(world, orderId)).toMatchObject([{ code: "token_without_expiry" }]);
  expect(await openProblems(world, world.sourceA)).toEqual(["token_without_expiry"]);
  expect((await stored(world, world.sourceA)).token).toBe(before.token);
  world.advance(MINUTE);
  await sweepAndProbe(world.ctx());
  expect(await openProblems(world, world.sourceA)).toEqual([]);
  expect(await dispatchAll(world, orderId)).toEqual([{ kind: "settled", state: "created" }]);
});

test("a refused refresh token is a problem of the store until it is connected again", async () => {
  const world = await expiring();
  const orderId = await pushLamp(world);
  await endToken(world, world.sourceA);
  await fault(world.sourceA, "oauth-refresh-refused", { times: 100 });
  expect(await dispatchAll(world, orderId)).toMatchObject([{ code: "token_ended" }]);
  expect(await openProblems(world, world.sourceA)).toEqual(["token_ended"]);
  world.advance(MINUTE);
  await sweepAndProbe(world.ctx());
  expect(await openProblems(world, world.sourceA)).toEqual(["token_ended"]);
  expect((await legsOf(world, orderId))[0]).toMatchObject({ state: "planned", causeCode: "token_ended" });

  const { clientId } = await refreshOf(world);
  const [app] = await admin<{ handle: string }[]>`
    select handle from app_credential where client_id = ${clientId}`;
  const scopes = (await stored(world, world.sourceA)).scopes.filter((scope) => scope !== "read_fulfillments");
  const granted = await sandbox.control.post<{ accessToken: string }>("/tokens", {
    ...{ shop: world.sourceA.domain, clientId, scopes },
  });
  await installShop(world.ctx(), {
    ...{ appHandle: app?.handle ?? "", shopDomain: world.sourceA.domain, accessToken: granted.accessToken },
  });
  world.advance(15 * MINUTE);
  await sweepAndProbe(world.ctx());
  expect(await dispatchAll(world, orderId)).toEqual([{ kind: "settled", state: "created" }]);
  // The shop granted fewer access scopes this time, which an install names.
  expect(await openProblems(world, world.sourceA)).toEqual(["scopes_missing"]);
});
