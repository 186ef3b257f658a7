import { expect, it } from "vitest";
import { mintScope } from "@/db/scope";
import { changeAppTokens } from "@/lib/services/installations/apps/change-app-tokens";
import { readApps } from "@/lib/services/installations/apps/read-apps";
import { registerApp } from "@/lib/services/installations/apps/register-app";
import { rotateAppSecret } from "@/lib/services/installations/apps/rotate-app-secret";
import { beginGrant } from "@/lib/services/installations/begin-grant";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import { finish, grantHarness, origin, refusal, stores } from "./apps/agency";

const { tools, sandbox, agency, granted } = await grantHarness();

const HOUR = 60 * 60_000;

it("connects a shop as a store of its merchant, with its webhooks, and finds it again the second time", async () => {
  const one = await agency();
  const { merchantId } = await createMerchant(one.ctx, { name: "Fjordlys" });
  const first = await finish(one.ctx, one.appHandle, await granted(one, { merchantId }));
  expect(first).toMatchObject({ kind: "connected", new: true });
  expect(await stores(one.ctx)).toMatchObject([{ name: "Atelier", merchantName: "Fjordlys", problems: [] }]);
  const [installation] = await tools.db.sql<Record<string, Date | string | null>[]>`
    select shop_gid, token_issued_at as issued, token_expires_at as ends, refresh_cipher as refresh,
      refresh_expires_at as refresh_ends from installation where shop_domain = ${one.shopDomain}`;
  expect(installation?.shop_gid).toMatch(/^gid:\/\/shopify\/Shop\/\d+$/);
  const lasts = (end: unknown) =>
    new Date(String(end)).getTime() - new Date(String(installation?.issued)).getTime();
  expect([lasts(installation?.ends), lasts(installation?.refresh_ends)]).toEqual([HOUR, 90 * 24 * HOUR]);
  expect(installation?.refresh).not.toContain("shprt_");
  const again = await finish(
    one.ctx,
    one.appHandle,
    await granted(one, { roles: ["destination", "source"] }),
  );
  expect(again).toEqual({ ...first, new: false });
  expect(await stores(one.ctx)).toHaveLength(1);
});

it("accepts an answer once, only from the user who began, within 15 minutes, and in the same organization", async () => {
  const one = await agency();
  const query = await granted(one);
  const other = await one.user("Ida");
  expect(await finish(other, one.appHandle, query)).toEqual(refusal("state_unknown"));
  const twice = await Promise.all([1, 2].map(() => finish(one.ctx, one.appHandle, query)));
  expect(twice.map(({ kind }) => kind).sort()).toEqual(["connected", "refused"]);
  expect(await finish(one.ctx, one.appHandle, query)).toEqual(refusal("state_unknown"));

  const late = await granted(one);
  await tools.db.sql`update grant_state set expires_at = now() - interval '1 second'`;
  expect(await finish(one.ctx, one.appHandle, late)).toEqual(refusal("state_unknown"));

  const elsewhere = { ...one.ctx, scope: mintScope((await agency()).ctx.scope.organizationId) };
  expect(await finish(elsewhere, one.appHandle, await granted(one))).toEqual(refusal("other_organization"));
});

it("refuses forged, foreign, cancelled and stale answers, and connects nothing", async () => {
  const [one, two] = [await agency(), await agency()];
  const forged = await granted(one);
  forged.set("shop", two.shopDomain);
  expect(await finish(one.ctx, one.appHandle, forged)).toEqual(refusal("forged"));
  // An answer for another organization's app is not signed with this app's secret.
  expect(await finish(one.ctx, one.appHandle, await granted(two))).toEqual(refusal("forged"));
  expect(await finish(one.ctx, "app-none", await granted(one))).toEqual(refusal("unknown_app"));
  expect(await finish(one.ctx, one.appHandle, await granted(one, { decision: "cancel" }))).toEqual(
    refusal("cancelled"),
  );
  for (const [kind, why] of [
    ["oauth-wrong-hmac", "wrong_secret"],
    ["oauth-wrong-state", "state_unknown"],
    ["oauth-stale-timestamp", "stale"],
  ] as const) {
    await sandbox.control.post("/faults", { kind, shop: one.shopDomain, times: 1 });
    expect(await finish(one.ctx, one.appHandle, await granted(one))).toEqual(refusal(why));
  }
  expect(await stores(one.ctx)).toEqual([]);
});

it("two organizations with apps of their own on one shop each use their own installation", async () => {
  const [one, two] = [await agency(), await agency()];
  const shop = one.shopDomain;
  const first = await granted(one, { shop });
  const second = await granted(two, { shop });
  await Promise.all([finish(one.ctx, one.appHandle, first), finish(two.ctx, two.appHandle, second)]);
  const rows = await tools.db.sql`
    select a.handle, i.id from installation i join app_credential a on a.id = i.app_credential_id
    where i.shop_domain = ${shop}`;
  for (const { ctx, appHandle } of [one, two]) {
    const [store] = await stores(ctx);
    const page = await readStorePage(ctx, { storeId: store?.id ?? "" });
    expect(page?.store.installationId).toBe(rows.find(({ handle }) => handle === appHandle)?.id);
    expect(page?.health).toMatchObject({ app: { handle: appHandle }, installed: true });
  }
});

it("names the scopes that the shop did not grant", async () => {
  const one = await agency();
  await sandbox.control.post("/faults", { kind: "oauth-fewer-scopes", shop: one.shopDomain, times: 1 });
  expect(await finish(one.ctx, one.appHandle, await granted(one))).toEqual({
    ...{ kind: "refused", why: "fewer_scopes", scopes: ["write_third_party_fulfillment_orders"] },
  });
  expect(await stores(one.ctx)).toEqual([]);
});

it("an answer without an end is refused where an expiring token was asked for; permanent tokens have none", async () => {
  const one = await agency();
  await sandbox.control.post("/faults", { kind: "oauth-no-expiry", shop: one.shopDomain, times: 1 });
  expect(await finish(one.ctx, one.appHandle, await granted(one))).toEqual(refusal("token_without_expiry"));
  expect(await stores(one.ctx)).toEqual([]);
  await changeAppTokens(one.ctx, { handle: one.appHandle, tokens: "permanent" });
  expect(await finish(one.ctx, one.appHandle, await granted(one))).toMatchObject({ kind: "connected" });
  const [row] = await tools.db.sql`
    select token_expires_at as ends, refresh_cipher as refresh from installation where shop_domain = ${one.shopDomain}`;
  expect(row).toEqual({ ends: null, refresh: null });
});

it("an organization sees and uses its own apps only, and never a secret", async () => {
  const [one, two] = [await agency(), await agency()];
  const apps = await readApps(one.ctx);
  expect(apps.map(({ handle }) => handle)).toEqual([one.appHandle]);
  expect(JSON.stringify(apps)).not.toContain(one.clientSecret);
  expect(one.appHandle).toMatch(/^hafen-co-[0-9a-z]{8}$/);
  const foreign = { appHandle: two.appHandle, shopDomain: one.shopDomain, merchantId: null };
  const begun = await beginGrant(one.ctx, { ...foreign, roles: ["source"], origin, shopifyBaseUrl: null });
  expect(begun).toEqual({ kind: "unknown_app" });
  expect(await rotateAppSecret(one.ctx, { handle: two.appHandle, clientSecret: "stolen" })).toEqual({
    kind: "not_found",
  });
  const again = { name: "Again", clientId: `client-${one.tag}`, clientSecret: "other" };
  expect(await registerApp(one.ctx, again)).toEqual({ kind: "known", handle: one.appHandle });
});
