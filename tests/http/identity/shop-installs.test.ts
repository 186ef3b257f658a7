import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { mintScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { answerInstall, UNCLAIMED_MS } from "@/lib/services/installations/answer-install";
import { changeAppDistribution } from "@/lib/services/installations/apps/change-app-distribution";
import { registerApp } from "@/lib/services/installations/apps/register-app";
import { beginInstall } from "@/lib/services/installations/begin-install";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { sweep } from "@/lib/services/jobs/sweep";
import { createUser } from "@/lib/services/people/create-user";
import { authorizeInstall } from "@/lib/services/stores/authorize-install";
import { claimInstall } from "@/lib/services/stores/claim-install";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { finishGrant } from "@/lib/services/stores/finish-grant";
import type { ChosenMerchant } from "@/lib/services/stores/merchants/choose-merchant";
import { readStoreList } from "@/lib/services/stores/read-store-list";
import { readUnclaimed } from "@/lib/services/stores/read-unclaimed";
import { verifyGrant, verifyInstall } from "@/lib/shopify/installations/verify-grant";
import { agencies } from "../agencies";

const origin = "http://127.0.0.1:9";
const none: ChosenMerchant = { kind: "none" };

const { sandbox, tools, agency: organization, shop } = await agencies();

const newBrowser = () => randomBytes(32).toString("base64url");

/** An agency with an app, of its own or of all organizations, and a shop in the sandbox. */
async function agency(options: { shared?: boolean } = {}) {
  const { tag, ctx, client } = await organization();
  const appHandle = options.shared
    ? `shared-${tag}`
    : (await registerApp(ctx, { name: "App", ...client })).handle;
  if (options.shared) await saveAppCredential(tools, { handle: appHandle, ...client });
  await sandbox.control.post("/apps", { ...client, name: "Crossdock" });
  const shopDomain = await shop(`shop-${tag}.myshopify.com`);
  return { tag, ctx, appHandle, clientId: client.clientId, shopDomain };
}
type Agency = Awaited<ReturnType<typeof agency>>;

/** The query with which Shopify opens the app URL. */
async function opened({ appHandle, clientId, shopDomain }: Agency): Promise<URLSearchParams> {
  const { url } = await sandbox.control.post<{ url: string }>(`/shops/${shopDomain}/install-link`, {
    ...{ clientId, appUrl: `${origin}/api/shopify/${appHandle}/install` },
  });
  return new URL(url).searchParams;
}
const begin = (appHandle: string, query: URLSearchParams, browserSecret: string) =>
  beginInstall(tools, {
    ...{ appHandle, query, browserSecret, origin, shopifyBaseUrl: sandbox.url, verify: verifyInstall },
  });
/** Opens the app from the shop, and confirms. Returns what Shopify sends back. */
async function confirmed(one: Agency, browserSecret: string, decision = "install"): Promise<URLSearchParams> {
  const begun = await begin(one.appHandle, await opened(one), browserSecret);
  if (begun.kind !== "begun") throw new Error(begun.kind);
  const answer = await fetch(begun.url, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `decision=${decision}`,
  });
  return new URL(answer.headers.get("location") ?? origin).searchParams;
}
const answer = (appHandle: string, query: URLSearchParams, browserSecret: string | null) =>
  answerInstall(tools, { appHandle, query, browserSecret, verify: verifyGrant });
async function installed(one: Agency, browserSecret = newBrowser()): Promise<string> {
  const query = await confirmed(one, browserSecret);
  expect(await answer(one.appHandle, query, browserSecret)).toEqual({ kind: "installed" });
  return browserSecret;
}
const claim = (
  ctx: Ctx,
  browserSecret: string | null,
  installId: string,
  more: Partial<Parameters<typeof claimInstall>[1]> = {},
) => claimInstall(ctx, { installId, browserSecret, roles: ["source"], merchant: none, origin, ...more });
const stores = (ctx: Ctx) => readStoreList(ctx, { merchant: null, store: null });

it("an install from Shopify's side waits in its browser, and becomes a store with a merchant and a role", async () => {
  const one = await agency();
  const browser = await installed(one);
  const [waiting, ...more] = await readUnclaimed(one.ctx, { browserSecret: browser });
  expect(more).toEqual([]);
  expect(waiting).toMatchObject({ shopDomain: one.shopDomain, usable: true, storeId: null });
  // Nobody else sees it or claims it: not without the cookie, not from another browser.
  const id = waiting?.id ?? "";
  for (const secret of [null, newBrowser()]) {
    expect(await readUnclaimed(one.ctx, { browserSecret: secret })).toEqual([]);
    expect(await claim(one.ctx, secret, id)).toEqual({ kind: "not_found" });
  }
  const limited = { ...one.ctx, scope: mintScope(one.ctx.scope.organizationId, ["mer_1"]) };
  expect(await readUnclaimed(limited, { browserSecret: browser })).toEqual([]);
  expect(await claim(limited, browser, id)).toEqual({ kind: "not_found" });
  const foreign = await createMerchant((await agency()).ctx, { name: "Foreign" });
  expect(await claim(one.ctx, browser, id, { merchant: { kind: "known", id: foreign.merchantId } })).toEqual({
    kind: "unknown_merchant",
  });
  expect(await stores(one.ctx)).toEqual([]);

  const roles: ("destination" | "source")[] = ["destination"];
  const done = await claim(one.ctx, browser, id, { roles, merchant: { kind: "new", name: "Fjordlys" } });
  expect(done).toMatchObject({ kind: "claimed", new: true });
  expect(await stores(one.ctx)).toMatchObject([{ name: "Atelier", merchantName: "Fjordlys" }]);
  const { subscriptions } = await sandbox.control.get<{ subscriptions: { topic: string }[] }>(
    `/shops/${one.shopDomain}`,
  );
  expect(subscriptions.map(({ topic }) => topic)).toEqual(
    expect.arrayContaining(["ORDERS_CREATE", "SHOP_UPDATE", "APP_SCOPES_UPDATE"]),
  );
  expect(await readUnclaimed(one.ctx, { browserSecret: browser })).toEqual([]);
  expect(await claim(one.ctx, browser, id)).toEqual({ kind: "not_found" });

  // The same shop once more leads to its store, without a second one.
  await installed(one, browser);
  const [again] = await readUnclaimed(one.ctx, { browserSecret: browser });
  expect(again).toMatchObject({ storeId: done.kind === "claimed" ? done.storeId : "" });
  expect(await claim(one.ctx, browser, again?.id ?? "")).toEqual({ ...done, new: false });
  expect(await stores(one.ctx)).toHaveLength(1);
});

it("an answer counts once, for the browser that began, and only if it is signed and fresh", async () => {
  const one = await agency();
  const [mine, other] = [newBrowser(), newBrowser()];
  const refused = (why: string) => ({ kind: "refused", why });
  const query = await confirmed(one, mine);
  expect(await answer(one.appHandle, query, other)).toEqual(refused("state_unknown"));
  expect(await answer(one.appHandle, query, null)).toEqual(refused("state_unknown"));
  expect((await tools.db.sql`select from installation where shop_domain = ${one.shopDomain}`).length).toBe(0);
  expect(await answer(one.appHandle, query, mine)).toEqual({ kind: "installed" });
  expect(await answer(one.appHandle, query, mine)).toEqual({ kind: "not_an_install" });

  const forged = await confirmed(one, mine);
  forged.set("shop", "another.myshopify.com");
  expect(await answer(one.appHandle, forged, mine)).toEqual(refused("forged"));
  expect(await answer(one.appHandle, await confirmed(one, mine, "cancel"), mine)).toEqual(
    refused("cancelled"),
  );
  const late = await confirmed(one, mine);
  tools.advance(16 * 60_000);
  expect(await answer(one.appHandle, late, mine)).toMatchObject({ kind: "refused" });
  tools.advance(-16 * 60_000);
  const two = await agency();
  // An answer for another organization's app is not signed with this app's secret.
  expect(await answer(two.appHandle, await confirmed(one, mine), mine)).toEqual(refused("forged"));
});

it("a lost answer or a refused code leaves nothing behind, and the merchant begins again", async () => {
  const one = await agency();
  const browser = newBrowser();
  await sandbox.control.post("/faults", { kind: "oauth-token-reply-lost", shop: one.shopDomain, times: 1 });
  expect(await answer(one.appHandle, await confirmed(one, browser), browser)).toEqual({
    ...{ kind: "refused", why: "connection_lost" },
  });
  const query = await confirmed(one, browser);
  await tools.db
    .sql`update shop_install set shop_domain = 'other.myshopify.com' where installation_id is null`;
  expect(await answer(one.appHandle, query, browser)).toEqual({ kind: "refused", why: "other_shop" });
  expect(await readUnclaimed(one.ctx, { browserSecret: browser })).toEqual([]);
  await installed(one, browser);
  expect(await readUnclaimed(one.ctx, { browserSecret: browser })).toHaveLength(1);
});

it("an address that Shopify did not sign, or an old one, begins nothing", async () => {
  const one = await agency();
  const query = await opened(one);
  const forged = new URLSearchParams(query);
  forged.set("shop", "another.myshopify.com");
  expect(await begin(one.appHandle, forged, newBrowser())).toEqual({ kind: "forged" });
  expect(await begin("app-none", query, newBrowser())).toEqual({ kind: "unknown_app" });
  tools.advance(11 * 60_000);
  expect(await begin(one.appHandle, query, newBrowser())).toEqual({ kind: "stale" });
  tools.advance(-11 * 60_000);
});

it("an app of one organization is claimed by no other, and a shared one by the first that begins", async () => {
  const [one, two] = [await agency(), await agency()];
  const browser = await installed(one);
  const [seen] = await readUnclaimed(two.ctx, { browserSecret: browser });
  expect(seen).toMatchObject({ usable: false, storeId: null });
  expect(await claim(two.ctx, browser, seen?.id ?? "")).toEqual({ kind: "other_organization" });
  expect(await stores(two.ctx)).toEqual([]);

  const shared = await agency({ shared: true });
  const [secret, other] = [await installed(shared), two.ctx];
  const [waiting] = await readUnclaimed(shared.ctx, { browserSecret: secret });
  const id = waiting?.id ?? "";
  const twice = await Promise.all([shared.ctx, other].map((ctx) => claim(ctx, secret, id)));
  expect(twice.map(({ kind }) => kind).sort()).toEqual(["claimed", "not_found"]);
  expect(await readUnclaimed(other, { browserSecret: secret })).toEqual([]);
});

it("fewer scopes than the role needs are named, and nothing is claimed", async () => {
  const one = await agency();
  await sandbox.control.post("/faults", { kind: "oauth-fewer-scopes", shop: one.shopDomain, times: 1 });
  const browser = await installed(one);
  const [waiting] = await readUnclaimed(one.ctx, { browserSecret: browser });
  const roles: ("destination" | "source")[] = ["destination"];
  expect(await claim(one.ctx, browser, waiting?.id ?? "", { roles })).toEqual({
    ...{ kind: "fewer_scopes", scopes: ["write_third_party_fulfillment_orders"] },
  });
  expect(await stores(one.ctx)).toEqual([]);

  // Authorizing it again needs no domain, also of a public app, and keeps the role and the merchant that were chosen.
  const { userId } = await createUser(tools, {
    ...{
      organizationId: one.ctx.scope.organizationId,
      email: `mara-${one.tag}@agency.example`,
      name: "Mara",
    },
    ...{ role: "owner", merchantIds: null, passwordHash: "none" },
  });
  const ctx: Ctx = { ...one.ctx, actor: { kind: "user", id: userId, label: "Mara" } };
  await changeAppDistribution(ctx, { handle: one.appHandle, distribution: "public" });
  const merchant: ChosenMerchant = { kind: "new", name: "Fjordlys" };
  const again = { installId: waiting?.id ?? "", roles, merchant, origin, shopifyBaseUrl: sandbox.url };
  const foreign = await agency();
  for (const stranger of [
    authorizeInstall(ctx, { ...again, browserSecret: newBrowser() }),
    authorizeInstall(ctx, { ...again, browserSecret: null }),
  ]) {
    expect(await stranger).toEqual({ kind: "not_found" });
  }
  expect(await authorizeInstall(foreign.ctx, { ...again, browserSecret: browser })).toEqual({
    kind: "other_organization",
  });
  const begun = await authorizeInstall(ctx, { ...again, browserSecret: browser });
  const url = new URL(begun.kind === "begun" ? begun.url : origin);
  expect(url.pathname.split("/")[1]).toBe(one.shopDomain);
  const confirmedAgain = await fetch(url, {
    ...{ method: "POST", redirect: "manual", body: new URLSearchParams({ decision: "install" }) },
  });
  const query = new URL(confirmedAgain.headers.get("location") ?? origin).searchParams;
  expect(
    await finishGrant(ctx, { appHandle: one.appHandle, query, origin, verify: verifyGrant }),
  ).toMatchObject({ kind: "connected", new: true });
  expect(await stores(ctx)).toMatchObject([{ merchantName: "Fjordlys", problems: [] }]);
});

it("an installation that nobody claims within a day is forgotten, with its token", async () => {
  const [one, kept] = [await agency(), await agency()];
  const [browser, other] = [await installed(one), await installed(kept)];
  const [mine] = await readUnclaimed(kept.ctx, { browserSecret: other });
  expect(await claim(kept.ctx, other, mine?.id ?? "")).toMatchObject({ kind: "claimed" });
  await installed(kept, other);
  await tools.db.sql`
    update installation set refresh_cipher = 'sealed', refresh_expires_at = now() + interval '90 days',
      token_issued_at = now(), token_expires_at = now() + interval '1 hour'
    where shop_domain = ${one.shopDomain}`;
  tools.advance(UNCLAIMED_MS + 60_000);
  expect(await readUnclaimed(one.ctx, { browserSecret: browser })).toEqual([]);
  await sweep(tools);
  const rows = await tools.db.sql`
    select shop_domain, state, token_cipher = '' and refresh_cipher is null as forgotten from installation
    where shop_domain in (${one.shopDomain}, ${kept.shopDomain})`;
  expect(rows.find(({ shop_domain }) => shop_domain === one.shopDomain)).toMatchObject({
    ...{ state: "revoked", forgotten: true },
  });
  expect(rows.find(({ shop_domain }) => shop_domain === kept.shopDomain)).toMatchObject({
    ...{ state: "active", forgotten: false },
  });
  tools.advance(-(UNCLAIMED_MS + 60_000));
  // Opening the app again begins anew.
  await installed(one, browser);
  expect(await readUnclaimed(one.ctx, { browserSecret: browser })).toHaveLength(1);
});
