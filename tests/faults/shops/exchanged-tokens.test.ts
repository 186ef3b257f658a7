import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/services/core/context";
import { changeAppTokens } from "@/lib/services/installations/apps/change-app-tokens";
import { readApps } from "@/lib/services/installations/apps/read-apps";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { exchangeTokens } from "@/lib/services/installations/tokens/exchange-tokens";
import { keepTokens } from "@/lib/services/installations/tokens/keep-tokens";
import { createTokenSource } from "@/lib/services/installations/tokens/renew-token";
import { requestPush } from "@/lib/services/push/request-push";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { dispatchAll, harness } from "../harness";

const { sandbox, database, world: createWorld } = await harness();
const admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
afterAll(() => admin.end());

type World = Awaited<ReturnType<typeof createWorld>>;
type Shop = World["sourceA"];

const HOUR = 60 * 60_000;

/** A world whose shops have permanent tokens of an app of the organization, which asks for expiring tokens now. */
async function permanent() {
  const world = await createWorld();
  const shops = [world.destination as Shop, world.sourceA, world.sourceB];
  const [app] = await admin<{ id: string; handle: string; clientId: string }[]>`
    update app_credential set owner_organization_id = ${world.organizationId} where id = (
      select app_credential_id from installation where shop_domain = ${world.sourceA.domain})
    returning id, handle, client_id as "clientId"`;
  if (!app) throw new Error("The world has no app.");
  return { world, shops, ctx: world.ctx(), app };
}

const read = async (ctx: Ctx, shop: Shop) => ctx.shopify.readShop(await shopAccess(ctx, shop.storeId));
const stored = async (shop: Shop) => {
  const [row] = await admin<{ ends: Date | null; refresh: string | null; asked: Date | null }[]>`
    select token_expires_at as ends, refresh_cipher as refresh, exchange_requested_at as asked
    from installation where shop_domain = ${shop.domain}`;
  if (!row) throw new Error("The shop is not installed.");
  return row;
};
/** The permanent tokens that were sent to a shop to be exchanged. */
const exchanges = async (shop: Shop) =>
  (
    await sandbox.control.get<{ roots: string[]; variables: { subject_token?: string } | null }[]>(
      `/log?shop=${shop.domain}&limit=100000`,
    )
  ).flatMap(({ roots, variables }) =>
    roots[0] === "access_token" && variables?.subject_token ? variables.subject_token : [],
  );
const fault = (shop: Shop, kind: string, more: Record<string, unknown> = {}) =>
  sandbox.control.post("/faults", { shop: shop.domain, kind, times: 1, ...more });

test("an owner exchanges the permanent tokens of an app, once for each shop, and calls go on", async () => {
  const { world, shops, ctx, app } = await permanent();
  await admin`update app_credential set token_kind = 'permanent' where id = ${app.id}`;
  expect(await exchangeTokens(ctx, app)).toEqual({ kind: "not_expiring" });
  await changeAppTokens(ctx, { handle: app.handle, tokens: "expiring" });
  const listed = async () => (await readApps(ctx)).find(({ handle }) => handle === app.handle);
  expect(await listed()).toMatchObject({ shops: 3, permanentShops: 3 });
  const before = await shopAccess(ctx, world.sourceA.storeId);

  expect(await exchangeTokens(ctx, app)).toEqual({ kind: "requested", exchanged: 3, left: 0 });
  for (const shop of shops) {
    expect(await stored(shop)).toEqual({
      ...{ ends: expect.any(Date), refresh: expect.any(String), asked: null },
    });
    expect(await exchanges(shop)).toHaveLength(1);
  }
  expect(await exchanges(world.sourceA)).toEqual([before.accessToken]);
  expect(await listed()).toMatchObject({ permanentShops: 0 });
  // A process that loaded the permanent token is refused once, and goes on with the new one.
  await ctx.shopify.readShop(before);
  // The new token is renewed as any other.
  world.advance(2 * HOUR);
  await read(ctx, world.sourceA);
  expect(await exchangeTokens(ctx, app)).toEqual({ kind: "requested", exchanged: 0, left: 0 });
  const entries = await admin<{ verb: string; data: unknown }[]>`
    select verb, data from audit_entry where organization_id = ${world.organizationId} and noun_id = ${app.id}
    order by at`;
  expect(entries.filter(({ verb }) => verb === "app.exchange_requested")).toMatchObject([
    { data: { shops: 3 } },
  ]);
});

test("an exchange whose answer was lost is repeated with the same token, and the push goes on", async () => {
  const { world, ctx, app } = await permanent();
  const orderId = await world.ingest(
    (await world.place({ lineItems: [{ sku: "LAMP-1", quantity: 1 }] })).gid,
  );
  await requestPush(ctx, { orderId, sourceStoreIds: null, reason: "requested" });
  // The first request of the owner, and each call's own, get no answer: Shopify has ended the token already.
  await fault(world.sourceA, "oauth-token-reply-lost", { times: 2 });
  expect(await exchangeTokens(ctx, app)).toMatchObject({ exchanged: 2, left: 1 });
  expect(await stored(world.sourceA)).toEqual({ ends: null, refresh: null, asked: expect.any(Date) });
  world.advance(60_000);
  expect(await keepTokens(ctx)).toMatchObject({ failed: 0 });
  expect(await stored(world.sourceA)).toMatchObject({ ends: expect.any(Date), asked: null });
  const sent = await exchanges(world.sourceA);
  expect(new Set(sent).size).toBe(1);
  expect(sent.length).toBe(3);
  expect(await dispatchAll(world, orderId)).toEqual([{ kind: "settled", state: "created" }]);
  world.advance(2 * HOUR);
  await read(ctx, world.sourceA);
});

test("a process that dies after Shopify answered leaves the exchange to the next call, and a late one changes nothing", async () => {
  const { world, ctx, app } = await permanent();
  // Only the request is stored, as if the process had ended at once.
  await fault(world.sourceA, "oauth-token-reply-lost", { times: 2 });
  await exchangeTokens(ctx, app);
  world.advance(60_000);
  const access = await shopAccess(ctx, world.sourceA.storeId);
  expect(access.tokenEnds).toBe(true);
  const resumed = Promise.withResolvers<void>();
  const suspended = createTokenSource(ctx).renew(access, "ends", async (asked) => {
    // Shopify answers, and the process is suspended before it stores the answer.
    const issued = await ctx.shopify.requestToken(asked);
    await resumed.promise;
    return issued;
  });
  await expect.poll(async () => (await exchanges(world.sourceA)).length).toBe(3);
  // Another process meets the dead token, and takes over when the lease ends.
  world.advance(21_000);
  await read(ctx, world.sourceA);
  const kept = await stored(world.sourceA);
  expect(kept.ends).not.toBeNull();
  resumed.resolve();
  await suspended;
  expect(await stored(world.sourceA)).toEqual(kept);
  await read(ctx, world.sourceA);
});

test("a refused exchange stops nothing while the permanent token works, and ends the access when it does not", async () => {
  const { world, ctx, app } = await permanent();
  const access = await shopAccess(ctx, world.sourceA.storeId);
  const tokens = createTokenSource(ctx);
  const refuse = () =>
    Promise.reject(
      new ShopifyFailure("token_ended", "Shopify refused the permanent token.", { executed: "no" }),
    );
  await admin`update installation set exchange_requested_at = now() where shop_domain = ${world.sourceA.domain}`;
  expect(await tokens.renew(access, "ends", refuse)).toBe(access.accessToken);
  // The next attempt waits, so that calls do not ask each time.
  await read(ctx, world.sourceA);
  expect(await exchanges(world.sourceA)).toEqual([]);
  world.advance(HOUR);
  await read(ctx, world.sourceA);
  expect(await exchanges(world.sourceA)).toHaveLength(1);
  expect(await stored(world.sourceA)).toMatchObject({ asked: null });

  // After a lost answer and another token Shopify no longer repeats the answer, as after seven days.
  await fault(world.sourceB, "oauth-token-reply-lost", { times: 2 });
  await exchangeTokens(ctx, app);
  await sandbox.control.post("/tokens", { shop: world.sourceB.domain, clientId: app.clientId, scopes: [] });
  world.advance(60_000);
  await expect(read(ctx, world.sourceB)).rejects.toMatchObject({ code: "token_ended", executed: "no" });
});

test("only the organization that registered an app exchanges its tokens, and only an owner of all merchants", async () => {
  const { world, ctx, app } = await permanent();
  const other = (await permanent()).ctx;
  const limited = { ...ctx, scope: { ...ctx.scope, merchantIds: ["mer_1"] } };
  for (const stranger of [other, limited]) {
    expect(await exchangeTokens(stranger, app)).toEqual({ kind: "not_found" });
  }
  expect(await stored(world.sourceA)).toMatchObject({ asked: null, ends: null });
});
