import { z } from "zod";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import { LOOK_PAGES } from "@/lib/domain/moving/look-timing";
import type { Ctx } from "@/lib/services/core/context";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { importVariants } from "@/lib/services/mappings/import-variants";
import { mapVariants, type VariantPair } from "@/lib/services/mappings/map-variants";
import { lookForOtherApps } from "@/lib/services/moving/look-for-other-apps";
import { requestLooks } from "@/lib/services/moving/request-looks";
import { startAutomaticPush } from "@/lib/services/moving/start-automatic-push";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { subscribeWebhooks } from "@/lib/services/stores/subscribe-webhooks";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { freeShops } from "./empty-agency";
import { type Granting, grantShop } from "./grant-shop";
import type { SandboxControl } from "./sandbox-control";
import { storesByDomain } from "./stored-orders";
import { whenOpen } from "./when-open";
import { type DemoDestination, type DemoShop, destinations, firstOrderNumber, sources } from "./world";

/** The app of the sample stores, as the sandbox knows it. */
export const demoApp = { clientId: "crossdock-demo", name: "Crossdock demo" };

const madeShop = z.object({
  products: z.array(
    z.object({ variants: z.array(z.object({ id: z.string(), sku: z.string().nullable() })) }),
  ),
});

type World = { ctx: Ctx; sandbox: SandboxControl; origin: string; granting: Granting };
type Claimed = { storeId: string; gids: Map<string, string> };

/**
 * Creates the sample shops, connects them as the demo's owner would, and joins and maps the stores. What already exists is
 * not changed, except that the webhooks are subscribed again, because the portal's port may have changed.
 */
export async function connectWorld(world: World): Promise<void> {
  for (const shop of Object.values(freeShops)) await createShop(world, shop);
  const claimed = new Map<string, Claimed>();
  for (const source of sources) {
    claimed.set(source.domain, await whenOpen(() => claim(world, source, null, "source")));
  }
  for (const destination of destinations) {
    const { merchantId } = await createMerchant(world.ctx, { name: destination.merchant });
    const own = await whenOpen(() => claim(world, destination, merchantId, "destination"));
    await connect(world, destination, own, claimed);
  }
}

async function createShop({ sandbox }: World, shop: DemoShop): Promise<z.infer<typeof madeShop>> {
  return madeShop.parse(
    await sandbox("POST", "/shops", {
      domain: shop.domain,
      name: shop.name,
      currency: shop.currency,
      timezone: shop.timezone,
      orderPrefix: shop.prefix,
      orderStart: firstOrderNumber,
      // The plan with the highest rate limit, so that the sample orders are read and pushed sooner.
      plan: "Shopify Plus",
      products: shop.products.map(({ title, ...variant }) => ({ title, variants: [variant] })),
    }),
  );
}

async function claim(
  world: World,
  shop: DemoShop,
  merchantId: string | null,
  role: StoreRole,
): Promise<Claimed> {
  const { ctx, origin } = world;
  const { products } = await createShop(world, shop);
  const storeId =
    (await installedStore(ctx, shop.domain)) ??
    (await grantShop(world.granting, { domain: shop.domain, merchantId, role }));
  const roles = { destination: role === "destination", source: role === "source" };
  await subscribeWebhooks(ctx, { storeId, origin, ...roles });
  await importVariants(ctx, { storeId });
  const variants = products.flatMap((product) => product.variants);
  return {
    storeId,
    gids: new Map(variants.flatMap(({ id, sku }) => (sku === null ? [] : [[sku, id] as const]))),
  };
}

/** The organization's store of a shop, unless its app is not installed any more or its token does not work. */
async function installedStore(ctx: Ctx, shopDomain: string): Promise<string | null> {
  const storeId = (await storesByDomain(ctx)).get(shopDomain);
  if (storeId === undefined) return null;
  try {
    await ctx.shopify.readShop(await shopAccess(ctx, storeId));
    return storeId;
  } catch (error) {
    if (error instanceof ShopifyFailure && error.code === "unauthorized") return null;
    throw error;
  }
}

async function connect(
  { ctx }: World,
  destination: DemoDestination,
  own: Claimed,
  claimed: Map<string, Claimed>,
): Promise<void> {
  let fresh = false;
  const connectionIds: string[] = [];
  for (const supplier of destination.suppliers) {
    const source = claimed.get(supplier.domain);
    if (!source) throw new Error(`${supplier.domain} is not among the sample shops.`);
    const result = await connectStores(ctx, {
      destinationStoreId: own.storeId,
      sourceStoreId: source.storeId,
      rank: supplier.rank,
    });
    if (result.kind !== "connected") throw new Error(`${supplier.domain} could not be connected.`);
    connectionIds.push(result.connectionId);
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
  });
  if (autoPush) await begin(ctx, own.storeId, connectionIds);
}

/** Starts automatic push as a user does, after a look for other apps' orders. */
async function begin(ctx: Ctx, storeId: string, connectionIds: readonly string[]): Promise<void> {
  await requestLooks(ctx, { storeId });
  for (const connectionId of connectionIds)
    await lookForOtherApps(ctx, { connectionId, full: true, pages: LOOK_PAGES.job });
  const started = await startAutomaticPush(ctx, { storeId, confirmedOrders: 0 });
  if (started.kind !== "started") throw new Error(`Automatic push was not started: ${started.kind}.`);
}
