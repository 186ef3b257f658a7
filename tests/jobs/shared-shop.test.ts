import { afterEach, beforeEach, expect, test } from "vitest";
import { mintScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { createOrganization } from "@/lib/services/people/create-organization";
import { claimStore } from "@/lib/services/stores/claim-store";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import {
  DESTINATION,
  deliver,
  type IntakeWorld,
  intakeWorld,
  SOURCES,
  webhook,
} from "./fixtures/intake-world";

let world: IntakeWorld;
beforeEach(async () => {
  world = await intakeWorld();
});
afterEach(() => world.close());

/** Another agency that claims the same shops. */
async function otherAgency(): Promise<string> {
  const { organizationId } = await createOrganization(world.system, { name: "Quay" });
  const ctx: Ctx = {
    ...world.system,
    scope: mintScope(organizationId),
    actor: { kind: "system", label: "Test" },
  };
  const { merchantId } = await createMerchant(ctx, { name: "Atelier" });
  const claim = async (shopDomain: string, merchant: string | null) => {
    const claimed = await claimStore(ctx, { shopDomain, merchantId: merchant });
    if (claimed.kind !== "claimed") throw new Error(`${shopDomain} was not claimed.`);
    return claimed.storeId;
  };
  const destinationStoreId = await claim(DESTINATION, merchantId);
  const sourceStoreId = await claim(SOURCES[0], null);
  const joined = await connectStores(ctx, { destinationStoreId, sourceStoreId });
  if (joined.kind !== "connected") throw new Error("The stores were not connected.");
  return organizationId;
}

/** Stores a webhook about an order and processes it once, as a job does. */
async function processWebhook(gid: string) {
  const request = webhook({ body: JSON.stringify({ admin_graphql_api_id: gid, id: 1 }) });
  await deliver(request);
  const [row] = await world.sql`
    select id from delivery where webhook_id = ${request.headers.get("x-shopify-webhook-id")}`;
  const run = () => processDelivery(world.system, { deliveryId: row?.id });
  return { run, result: await run() };
}

const ordersOf = (organizationId: string) =>
  world.sql`select id from "order" where organization_id = ${organizationId}`;

test("a read that fails for one tenant of a shop does not delay the other tenant", async () => {
  const other = await otherAgency();
  const own = world.ctx.scope.organizationId;
  const { id: gid } = await world.buy();
  // One read fails: that of whichever tenant is processed first.
  await world.control.post("/faults", { shop: DESTINATION, operation: "order", kind: "http-500", times: 1 });
  const { run, result } = await processWebhook(gid);
  expect(result.kind).toBe("retry");
  expect((await ordersOf(own)).length + (await ordersOf(other)).length).toBe(1);
  expect(await run()).toEqual({ kind: "done", state: "processed" });
  expect(await ordersOf(own)).toHaveLength(1);
  expect(await ordersOf(other)).toHaveLength(1);
});
