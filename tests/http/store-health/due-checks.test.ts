import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { installation } from "@/db/schema/shopify";
import { forgetSubscriptions } from "@/db/system/installations/shop-checks";
import { checkShop } from "@/lib/services/stores/check-shop";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import { renewChecks } from "@/lib/services/stores/renew-checks";
import {
  allDue,
  checked,
  createWorld,
  installed,
  MINUTE,
  origin,
  sandbox,
  sweepAndCheck,
  topicsOf,
} from "./checks";

test("a new address of the portal makes every shop due; an unusual silence makes one shop due", async () => {
  const world = await createWorld();
  await allDue(world);
  await sweepAndCheck(world);
  const ctx = world.ctx();
  expect(await renewChecks(ctx, { origin })).toBe(0);
  expect(await renewChecks(ctx, { origin: "http://127.0.0.1:8" })).toBe(3);
  world.advance(2 * MINUTE);
  expect((await sweepAndCheck(world)).kinds).toEqual(["checked", "checked", "checked"]);

  // The shop sent something every ten minutes for a day, and then nothing.
  const { id } = await installed(world, world.destination.domain);
  const now = (await ctx.clock.now()).getTime();
  for (let index = 0; index < 30; index += 1) {
    const at = new Date(now - index * 10 * MINUTE).toISOString();
    await ctx.db.sql`
      insert into delivery (id, app_credential_id, shop_domain, webhook_id, topic, lane, received_at, processed_at,
        installation_id, state)
      select ${`dlv_${id}_${index}`}, app_credential_id, shop_domain, ${`silent-${index}`}, 'orders/updated', 'changes',
        ${at}, ${at}, id, 'processed' from installation where id = ${id}`;
  }
  await ctx.db.orm
    .update(installation)
    .set({ subscribeAt: new Date(0) })
    .where(eq(installation.id, id));
  expect((await sweepAndCheck(world)).kinds).toEqual(["waits"]);
  await sandbox.control.post(`/shops/${world.destination.domain}/unsubscribe`, {});
  world.advance(59 * MINUTE);
  expect((await sweepAndCheck(world)).swept).toBe(0);
  world.advance(2 * MINUTE);
  const silent = await sweepAndCheck(world);
  expect(checked(silent.results).map(({ why }) => why)).toEqual(["silent"]);
  expect(await topicsOf(world.destination.domain)).toContain("ORDERS_CREATE");
  const page = await readStorePage(world.ctx(), { storeId: world.destination.storeId });
  expect(page?.health?.lastWebhookAt?.getTime()).toBe(now);
  expect(page?.health?.api).toMatchObject({ version: "2026-10", points: { maximum: expect.any(Number) } });
  expect(page?.health?.plan).toBe("Basic");
});

test("a check that was made due again while it ran does not count", async () => {
  const world = await createWorld();
  const { id } = await installed(world, world.destination.domain);
  const ctx = world.ctx();
  const listing = { ...ctx.shopify };
  // The shop gets another role between the check's read of its roles and its result.
  listing.listWebhookSubscriptions = async (access) => {
    await forgetSubscriptions(ctx.db, [id]);
    return ctx.shopify.listWebhookSubscriptions(access);
  };
  const checked = await checkShop(
    { ...ctx, shopify: listing },
    { installationId: id, origin, asked: ctx.actor },
  );
  expect(checked.kind).toBe("checked");
  expect(await installed(world, world.destination.domain)).toMatchObject({
    ...{ subscriptions: null, subscribeAt: new Date(0), checkedAt: null },
  });
});
