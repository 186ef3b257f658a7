import { z } from "zod";
import { findInstallation } from "@/db/system/installations/find-installation";
import type { Ctx } from "@/lib/services/core/context";
import { installShop } from "@/lib/services/installations/install-shop";
import { importVariants } from "@/lib/services/mappings/import-variants";
import { mapVariants, type VariantPair } from "@/lib/services/mappings/map-variants";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { claimStore } from "@/lib/services/stores/claim-store";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { subscribeWebhooks } from "@/lib/services/stores/subscribe-webhooks";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { SandboxControl } from "./sandbox-control";
import { whenOpen } from "./when-open";
import { type DemoDestination, type DemoShop, destinations, firstOrderNumber, sources } from "./world";

/** The demo's app. Its handle is part of the webhook URL. */
export const demoApp = { handle: "crossdock-demo", clientId: "crossdock-demo" };

const fulfillmentOrders = ["merchant_managed", "third_party", "assigned"].map(
  (kind) => `${kind}_fulfillment_orders`,
);
const scopes = [
  ...["orders", "products", "inventory", "locations", "fulfillments", "customers"].map(
    (noun) => `read_${noun}`,
  ),
  "write_orders",
  ...fulfillmentOrders.flatMap((noun) => [`read_${noun}`, `write_${noun}`]),
];

const madeShop = z.object({
  products: z.array(
    z.object({ variants: z.array(z.object({ id: z.string(), sku: z.string().nullable() })) }),
  ),
});
const granted = z.object({ accessToken: z.string() });

type World = { ctx: Ctx; sandbox: SandboxControl; origin: string };
type Claimed = { storeId: string; gids: Map<string, string> };

/**
 * Creates the sample shops and connects them, with the services that OAuth, connecting and mapping use. What already
 * exists is not changed, except that the webhooks are subscribed again, because the portal's port may have changed.
 */
export async function connectWorld(world: World): Promise<void> {
  const claimed = new Map<string, Claimed>();
  for (const source of sources) {
    const roles = { destination: false, source: true };
    claimed.set(source.domain, await whenOpen(() => claim(world, source, null, roles)));
  }
  for (const destination of destinations) {
    const { merchantId } = await createMerchant(world.ctx, { name: destination.merchant });
    const roles = { destination: true, source: false };
    const own = await whenOpen(() => claim(world, destination, merchantId, roles));
    await connect(world, destination, own, claimed);
  }
}

async function claim(
  { ctx, sandbox, origin }: World,
  shop: DemoShop,
  merchantId: string | null,
  roles: { destination: boolean; source: boolean },
): Promise<Claimed> {
  const { products } = madeShop.parse(
    await sandbox("POST", "/shops", {
      domain: shop.domain,
      name: shop.name,
      currency: shop.currency,
      timezone: shop.timezone,
      orderPrefix: shop.prefix,
      orderStart: firstOrderNumber,
      plan: "Grow",
      products: shop.products.map(({ title, ...variant }) => ({ title, variants: [variant] })),
    }),
  );
  await install(ctx, sandbox, shop.domain);
  const result = await claimStore(ctx, { shopDomain: shop.domain, merchantId, name: shop.name });
  if (result.kind !== "claimed") throw new Error(`${shop.domain} could not be claimed: ${result.kind}.`);
  await subscribeWebhooks(ctx, { storeId: result.storeId, origin, ...roles });
  await importVariants(ctx, { storeId: result.storeId });
  const variants = products.flatMap((product) => product.variants);
  return {
    storeId: result.storeId,
    gids: new Map(variants.flatMap(({ id, sku }) => (sku === null ? [] : [[sku, id] as const]))),
  };
}

/** Installs the app on a shop, unless it is installed with a valid token. */
async function install(ctx: Ctx, sandbox: SandboxControl, shopDomain: string): Promise<void> {
  const known = await findInstallation(ctx.db, { shopDomain });
  if (known) {
    try {
      const accessToken = ctx.secrets.open(known.tokenCipher);
      await ctx.shopify.readShop({ installationId: known.id, shopDomain, accessToken });
      return;
    } catch (error) {
      if (!(error instanceof ShopifyFailure && error.code === "unauthorized")) throw error;
    }
  }
  const { accessToken } = granted.parse(
    await sandbox("POST", "/tokens", { shop: shopDomain, clientId: demoApp.clientId, scopes }),
  );
  await installShop(ctx, { appHandle: demoApp.handle, shopDomain, accessToken });
}

async function connect(
  { ctx }: World,
  destination: DemoDestination,
  own: Claimed,
  claimed: Map<string, Claimed>,
): Promise<void> {
  let fresh = false;
  for (const supplier of destination.suppliers) {
    const source = claimed.get(supplier.domain);
    if (!source) throw new Error(`${supplier.domain} is not among the sample shops.`);
    const result = await connectStores(ctx, {
      destinationStoreId: own.storeId,
      sourceStoreId: source.storeId,
      rank: supplier.rank,
    });
    if (result.kind !== "connected") throw new Error(`${supplier.domain} could not be connected.`);
    if (!result.new) continue;
    fresh = true;
    const pairs = supplier.pairs.flatMap(([destinationSku, sourceSku, ratio]): VariantPair[] => {
      const destinationVariantGid = own.gids.get(destinationSku);
      const sourceVariantGid = source.gids.get(sourceSku);
      if (!destinationVariantGid || !sourceVariantGid) return [];
      return [{ destinationVariantGid, sourceVariantGid, ...(ratio ? { ratio } : {}) }];
    });
    await mapVariants(ctx, { connectionId: result.connectionId, pairs });
  }
  if (!fresh) return;
  const { asksBeforeResending, autoPush } = destination;
  await changeStoreSettings(ctx, {
    storeId: own.storeId,
    ...(asksBeforeResending ? { resendAbsent: false } : {}),
    ...(autoPush ? { autoPush: true } : {}),
  });
}
