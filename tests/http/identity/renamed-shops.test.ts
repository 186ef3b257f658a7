import postgres from "postgres";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { mintScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { sweep } from "@/lib/services/jobs/sweep";
import { createOrganization } from "@/lib/services/people/create-organization";
import { claimStore } from "@/lib/services/stores/claim-store";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import { harness } from "../../faults/harness";
import { deliver, deliveryRow, installationOf, storeWebhook } from "./deliver";

const { sandbox, database, world: createWorld } = await harness();
const admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
afterAll(() => admin.end());

type World = Awaited<ReturnType<typeof createWorld>>;
let world: World;
let ctx: Ctx;
let app: Awaited<ReturnType<typeof installationOf>>;
beforeEach(async () => {
  world = await createWorld();
  ctx = world.ctx();
  app = await installationOf(ctx, world.destination.domain);
});

const MINUTE = 60_000;
const digits = (gid: string) => Number(gid.split("/").at(-1));

/** Renames the destination shop. Returns its new domain. */
async function rename(to = `new-${world.destination.domain}`): Promise<string> {
  await sandbox.control.post(`/shops/${world.destination.domain}/rename`, { domain: to });
  return to;
}
const webhook = (shopDomain: string, topic: string, body: unknown, triggeredAt?: Date) => ({
  ...{ appCredentialId: app.app, shopDomain, topic, body },
  ...(triggeredAt && { triggeredAt }),
});
const shopUpdate = (domain: string, triggeredAt?: Date) =>
  webhook(domain, "shop/update", { id: digits(app.gid), myshopify_domain: domain }, triggeredAt);

const storeOf = async (storeId: string) => {
  const [row] = await admin`select shop_domain, former_domains from store where id = ${storeId}`;
  return row;
};
const renames = (storeId: string) =>
  admin`select actor_kind, data from audit_entry where noun_id = ${storeId} and verb = 'store.renamed'`;
const asked = async (domain: string) =>
  (await sandbox.control.get<unknown[]>(`/log?shop=${domain}&operation=currentAppInstallation`)).length;
const orders = (gid: string) => admin`select store_id from "order" where shopify_gid = ${gid}`;

describe("a shop whose domain was renamed", () => {
  it("keeps its stores, in every organization, when shop/update reports the new domain", async () => {
    const other = await createOrganization(ctx, { name: "Other agency" });
    const otherCtx = { ...ctx, scope: mintScope(other.organizationId) };
    const claimed = await claimStore(otherCtx, {
      ...{ shopDomain: world.destination.domain, merchantId: null, installationId: app.id },
    });
    const otherStore = claimed.kind === "claimed" ? claimed.storeId : "";
    const [before, domain] = [world.destination.domain, await rename()];
    const { gid, legacyId } = await world.place();
    expect(await deliver(ctx, shopUpdate(domain))).toMatchObject({ state: "processed" });
    for (const storeId of [world.destination.storeId, otherStore]) {
      expect(await storeOf(storeId)).toEqual({ shop_domain: domain, former_domains: [before] });
      expect(await renames(storeId)).toEqual([{ actor_kind: "webhook", data: { from: before, to: domain } }]);
    }
    // A late webhook still names the old domain, and late news does not undo the rename.
    const late = webhook(before, "orders/create", { id: Number(legacyId) });
    expect(await deliver(ctx, late)).toMatchObject({ state: "processed" });
    // The other organization has no connection yet, so it has no orders.
    expect(await orders(gid)).toHaveLength(1);
    const yesterday = new Date((await ctx.clock.now()).getTime() - 60 * MINUTE);
    await deliver(ctx, shopUpdate(before, yesterday));
    await deliver(ctx, shopUpdate(domain));
    expect(await storeOf(world.destination.storeId)).toMatchObject({ shop_domain: domain });
    expect(await renames(world.destination.storeId)).toHaveLength(1);
    // Calls go to the new domain.
    await readStorePage(ctx, { storeId: world.destination.storeId });
    await world.ingest(gid);
    expect((await installationOf(ctx, before)).domain).toBe(domain);
  });

  it("is found by asking the shops that fell silent, and the webhooks that waited are processed", async () => {
    const [domain, before] = [await rename(), world.destination.domain];
    const placed = [await world.place(), await world.place()];
    // Supplier A has sent something since; its domain is still right.
    const since = await ctx.clock.now();
    await deliver(ctx, webhook(world.sourceA.domain, "orders/updated", { id: 1 }));
    await sandbox.control.post("/faults", { kind: "http-503", shop: before, operation: "shop", times: 1 });
    const counts = async () => Promise.all([before, world.sourceA.domain, world.sourceB.domain].map(asked));
    const first = await counts();
    const unsure = { state: "parked", reason: "shop_unidentified" };
    const waiting: string[] = [];
    for (const { legacyId } of placed) {
      const placedThen = webhook(domain, "orders/create", { id: Number(legacyId) }, since);
      const { id, ...row } = await deliver(ctx, placedThen);
      expect(row).toEqual(unsure);
      waiting.push(id);
    }
    // Each silent shop is asked once, whatever the number of webhooks, and shops that sent something never.
    const second = await counts();
    expect(second.map((count, index) => count - (first[index] ?? 0))).toEqual([1, 0, 1]);
    world.advance(11 * MINUTE);
    await processDelivery(ctx, { deliveryId: waiting[0] ?? "" });
    expect(await deliveryRow(ctx, waiting[0] ?? "")).toMatchObject({ state: "processed" });
    expect(await storeOf(world.destination.storeId)).toMatchObject({ shop_domain: domain });
    const [row] = await admin`select installation_id, due_at from delivery where id = ${waiting[1] ?? ""}`;
    expect(row).toMatchObject({ installation_id: app.id });
    const { deliveries } = await sweep(ctx);
    expect(deliveries).toBeGreaterThan(0);
    await processDelivery(ctx, { deliveryId: waiting[1] ?? "" });
    for (const { gid } of placed) expect(await orders(gid)).toHaveLength(1);
    expect((await counts())[0]).toBe((second[0] ?? 0) + 1);
  });

  it("is not mixed up with a domain that belongs to none of the app's shops", async () => {
    const stray = webhook("nobody.myshopify.com", "orders/create", { id: 1 });
    expect(await deliver(ctx, stray)).toMatchObject({ state: "ignored", reason: "unknown_shop" });
    // An id that the app's shops do not have needs no answer of theirs.
    const named = webhook("nobody.myshopify.com", "shop/update", { id: 77, myshopify_domain: "x" });
    expect(await storeWebhook(ctx, named)).toBeTruthy();
    expect(await storeOf(world.destination.storeId)).toEqual({
      ...{ shop_domain: world.destination.domain, former_domains: [] },
    });
    const { id } = await deliver(ctx, webhook("nobody.myshopify.com", "app/uninstalled", { id: 78 }));
    expect(id).toBeTruthy();
    expect(await installationOf(ctx, world.destination.domain)).toMatchObject({ state: "active" });
  });

  it("is not renamed by the news of another organization's app", async () => {
    const two = await createWorld();
    const domain = await rename();
    const foreign = await installationOf(two.ctx(), two.destination.domain);
    await deliver(ctx, { ...shopUpdate(domain), appCredentialId: foreign.app });
    expect(await storeOf(world.destination.storeId)).toMatchObject({
      ...{ shop_domain: world.destination.domain },
    });
    expect(await storeOf(two.destination.storeId)).toMatchObject({ shop_domain: two.destination.domain });
  });
});
