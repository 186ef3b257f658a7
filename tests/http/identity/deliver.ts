import { randomBytes } from "node:crypto";
import { storeDelivery } from "@/db/system/intake/store-delivery";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { processDelivery } from "@/lib/services/intake/process-delivery";

/** A webhook of an app, as the route stores it after it has checked the signature. */
type SentWebhook = {
  appCredentialId: string;
  shopDomain: string;
  topic: string;
  body: unknown;
  triggeredAt?: Date;
};

/** Stores a webhook as the route does. Returns the delivery's id. */
export async function storeWebhook(ctx: SystemCtx, sent: SentWebhook): Promise<string> {
  const id = newId("dlv");
  await storeDelivery(
    ctx.db,
    {
      ...{ id, outboxId: newId("out"), webhookId: randomBytes(8).toString("hex"), eventId: null },
      ...{ appCredentialId: sent.appCredentialId, shopDomain: sent.shopDomain, topic: sent.topic },
      ...{ apiVersion: "2026-10", triggeredAt: sent.triggeredAt ?? (await ctx.clock.now()) },
      body: Buffer.from(JSON.stringify(sent.body)),
    },
    { graceMs: 60_000 },
  );
  return id;
}

/** Stores a webhook and processes it once. Returns its state and reason afterwards. */
export async function deliver(ctx: SystemCtx, sent: SentWebhook) {
  const id = await storeWebhook(ctx, sent);
  await processDelivery(ctx, { deliveryId: id });
  return { id, ...(await deliveryRow(ctx, id)) };
}

/** The state and the reason of a delivery. */
export async function deliveryRow(ctx: SystemCtx, id: string) {
  const [row] = await ctx.db.sql<{ state: string; reason: string | null }[]>`
    select state, reason from delivery where id = ${id}`;
  return row;
}

/** The app, the client id and the GID of a shop's installation. */
export async function installationOf(ctx: SystemCtx, shopDomain: string) {
  const [row] = await ctx.db.sql<
    {
      id: string;
      app: string;
      handle: string;
      clientId: string;
      gid: string;
      state: string;
      domain: string;
    }[]
  >`
    select i.id, a.id as app, a.handle, a.client_id as "clientId", i.shop_gid as gid, i.state, i.shop_domain as domain
    from installation i join app_credential a on a.id = i.app_credential_id
    where i.shop_domain = ${shopDomain} or ${shopDomain} = any (i.former_domains)`;
  if (!row) throw new Error(`${shopDomain} has no installation.`);
  return row;
}
