import { expect, it } from "vitest";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { changeAppDistribution } from "@/lib/services/installations/apps/change-app-distribution";
import { changeAppTokens } from "@/lib/services/installations/apps/change-app-tokens";
import { readApps } from "@/lib/services/installations/apps/read-apps";
import { rotateAppSecret } from "@/lib/services/installations/apps/rotate-app-secret";
import { beginGrant } from "@/lib/services/installations/begin-grant";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { connectOwnShop } from "@/lib/services/stores/connect-own-shop";
import { type Agency, finish, grantHarness, origin, refusal } from "./agency";

const { tools, sandbox, agency, granted } = await grantHarness();

const checked = async ({ ctx }: Agency) =>
  (await readApps(ctx)).map(({ fault, checkedAt }) => [fault, checkedAt !== null]);

it("a wrong secret is named, also on the app, until a connection proves it right", async () => {
  const one = await agency();
  const check = () => checked(one);
  const rotate = (clientSecret: string) => rotateAppSecret(one.ctx, { handle: one.appHandle, clientSecret });
  expect(await check()).toEqual([[null, false]]);
  // No shop has the app yet, so that the secret is checked when a store is connected.
  expect(await rotate("a new secret")).toEqual({ kind: "rotated", checked: false });
  // Shopify still has the old secret: its answers verify with the previous one, but the exchange is refused.
  expect(await finish(one.ctx, one.appHandle, await granted(one))).toEqual(refusal("app_secret_refused"));
  expect(await check()).toEqual([["secret_refused", true]]);
  await rotate("another secret");
  expect(await check()).toEqual([[null, false]]);
  expect(await finish(one.ctx, one.appHandle, await granted(one))).toEqual(refusal("wrong_secret"));
  expect(await check()).toEqual([["signature_differs", true]]);
  await rotate(one.clientSecret);
  expect(await finish(one.ctx, one.appHandle, await granted(one))).toMatchObject({ kind: "connected" });
  expect(await check()).toEqual([[null, true]]);
});

it("a new secret is checked with Shopify once a shop has the app; a wrong one changes nothing", async () => {
  const one = await agency();
  const connected = await finish(one.ctx, one.appHandle, await granted(one));
  const rotate = (clientSecret: string) => rotateAppSecret(one.ctx, { handle: one.appHandle, clientSecret });
  const secret = async () =>
    tools.secrets.open((await loadAppCredential(tools.db, one.appHandle))?.secretCipher ?? "");
  expect(await rotate("of-another-app")).toEqual({ kind: "refused" });
  expect(await secret()).toBe(one.clientSecret);
  expect(await checked(one)).toEqual([[null, true]]);
  const renewed = `renewed-${one.tag}`;
  await sandbox.control.post("/apps", { clientId: `client-${one.tag}`, clientSecret: renewed });
  expect(await rotate(renewed)).toEqual({ kind: "rotated", checked: true });
  expect(await secret()).toBe(renewed);
  expect(await checked(one)).toEqual([[null, true]]);
  // Asking changed nothing in the shop: its token still works.
  const storeId = connected.kind === "connected" ? connected.storeId : "";
  await one.ctx.shopify.readShop(await shopAccess(one.ctx, storeId));
  // A shop that does not answer proves nothing.
  await tools.db.sql`update installation set shop_domain = ${`gone-${one.tag}.myshopify.com`}
    where shop_domain = ${one.shopDomain}`;
  expect(await rotate("not-checked-yet")).toEqual({ kind: "rotated", checked: false });
  expect(await checked(one)).toEqual([[null, false]]);
});

it("a code that Shopify refuses says nothing of the secret", async () => {
  const one = await agency();
  const query = await granted(one);
  const code = query.get("code") ?? "";
  // Somebody used the code before.
  const used = await tools.shopify.requestToken({
    ...{ shopDomain: one.shopDomain, clientId: `client-${one.tag}`, clientSecret: one.clientSecret },
    ...{ askedAt: new Date(), grant: "code", code, expiring: true },
  });
  expect(used.lifetime).not.toBeNull();
  expect(await finish(one.ctx, one.appHandle, query)).toEqual(refusal("code_refused"));
  expect(await checked(one)).toEqual([[null, false]]);
});

it("a wrong signature marks only an app of the user's own organization, for a grant that was begun there", async () => {
  const [one, two] = [await agency(), await agency()];
  const forge = () =>
    sandbox.control.post("/faults", { kind: "oauth-wrong-hmac", shop: one.shopDomain, times: 1 });
  const fault = async () => {
    const [row] = await tools.db.sql`select fault from app_credential where handle = ${one.appHandle}`;
    return row?.fault;
  };
  // The user switched to another organization meanwhile.
  await forge();
  const elsewhere = { ...one.ctx, scope: two.ctx.scope };
  expect(await finish(elsewhere, one.appHandle, await granted(one))).toEqual(refusal("forged"));
  expect(await fault()).toBeNull();
  // An app of all organizations is not marked by one organization's user, who could forge the answer.
  await tools.db.sql`update app_credential set owner_organization_id = null where handle = ${one.appHandle}`;
  await forge();
  const foreign = { ...one, ctx: two.ctx };
  expect(await finish(two.ctx, one.appHandle, await granted(foreign))).toEqual(refusal("wrong_secret"));
  expect(await fault()).toBeNull();
  await tools.db.sql`
    update app_credential set owner_organization_id = ${one.ctx.scope.organizationId} where handle = ${one.appHandle}`;
  await forge();
  expect(await finish(one.ctx, one.appHandle, await granted(one))).toEqual(refusal("wrong_secret"));
  expect(await fault()).toBe("signature_differs");
});

it("a public app takes no domain that was typed, and asks for expiring tokens only", async () => {
  const one = await agency();
  const handle = one.appHandle;
  await changeAppTokens(one.ctx, { handle, tokens: "permanent" });
  const stranger = (await agency()).ctx;
  expect(await changeAppDistribution(stranger, { handle, distribution: "public" })).toEqual({
    kind: "not_found",
  });
  expect(await changeAppDistribution(one.ctx, { handle, distribution: "public" })).toEqual({
    kind: "changed",
  });
  expect(await readApps(one.ctx)).toMatchObject([{ distribution: "public", tokens: "expiring" }]);
  expect(await changeAppTokens(one.ctx, { handle, tokens: "permanent" })).toEqual({ kind: "not_allowed" });
  const typed = {
    appHandle: handle,
    shopDomain: one.shopDomain,
    merchantId: null,
    roles: ["source" as const],
  };
  const refused = "begins_in_shopify";
  expect(await beginGrant(one.ctx, { ...typed, origin, shopifyBaseUrl: sandbox.url })).toEqual({
    kind: refused,
  });
  expect(await connectOwnShop(one.ctx, { ...typed, origin })).toEqual(refusal(refused));
  await changeAppDistribution(one.ctx, { handle, distribution: "custom" });
  expect(await finish(one.ctx, handle, await granted(one))).toMatchObject({ kind: "connected" });
});
