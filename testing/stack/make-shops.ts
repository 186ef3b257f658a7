import { scopesFor } from "@/lib/domain/installations/access-scopes";
import type { Actor, Ctx, SystemCtx } from "@/lib/services/core/context";
import { installShop } from "@/lib/services/installations/install-shop";
import { importVariants } from "@/lib/services/mappings/import-variants";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { claimStore } from "@/lib/services/stores/claim-store";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { subscribeWebhooks } from "@/lib/services/stores/subscribe-webhooks";
import { grantedToken } from "@/testing/sandbox/granted-token";
import type { SandboxControl } from "@/testing/sandbox/sandbox-control";

const scopes = scopesFor(["destination", "source"], { optional: false });

/** The size of a shop's bucket in points, and the points restored per second. */
type Bucket = { maximumAvailable: number; restoreRate: number };

export type Shop = { storeId: string; domain: string };

export type WorldOptions = {
  /** The portal's URL for webhooks. Without it, no webhooks are subscribed. */
  origin?: string;
  autoPush?: boolean;
  currency?: string;
  ratioA?: number;
  /** Whether the shops' tokens expire, and are renewed. Default: permanent tokens. */
  expiring?: boolean;
  /** The Shopify plan of the source stores. Default: Basic. */
  sourcePlan?: string;
  sourceBucket?: Bucket;
  destinationBucket?: Bucket;
};

/** The context in which the stores of a world are created. */
export type Making = {
  tools: SystemCtx;
  sandbox: SandboxControl;
  options: WorldOptions;
  tag: string;
  app: { handle: string; clientId: string };
  merchantId: string;
  ctx: (actor?: Actor) => Ctx;
};

/** Opens a shop in the sandbox, installs the app on it and claims its store. */
export async function openShop(
  { tools, sandbox, options, tag, app, merchantId, ctx }: Making,
  {
    role,
    skus,
    source,
  }: { role: string; skus: { sku: string; title: string; price: string }[]; source: boolean },
): Promise<Shop> {
  const domain = `${role}-${tag}.myshopify.com`;
  await sandbox.post("/shops", {
    domain,
    name: `${role} ${tag}`,
    currency: options.currency ?? "EUR",
    timezone: "Europe/Berlin",
    plan: (source && options.sourcePlan) || "Basic",
    bucket: source ? options.sourceBucket : options.destinationBucket,
    products: skus.map(({ sku, title, price }) => ({ title, variants: [{ sku, price, inventory: 1000 }] })),
  });
  const wanted = { shop: domain, clientId: app.clientId, scopes, expiring: options.expiring ?? false };
  const issued = await grantedToken(sandbox, await tools.clock.now(), wanted);
  await installShop(tools, { appHandle: app.handle, shopDomain: domain, ...issued });
  const claimed = await claimStore(ctx(), { shopDomain: domain, merchantId: source ? null : merchantId });
  if (claimed.kind !== "claimed") throw new Error(`The store was not claimed: ${claimed.kind}`);
  if (options.origin) {
    await subscribeWebhooks(ctx(), {
      storeId: claimed.storeId,
      origin: options.origin,
      destination: !source,
      source,
    });
  }
  await importVariants(ctx(), { storeId: claimed.storeId });
  return { storeId: claimed.storeId, domain };
}

/** Connects two stores and maps one variant by its SKUs; returns the connection's id. */
export async function connectShops(
  { sandbox, ctx }: Pick<Making, "sandbox" | "ctx">,
  {
    destination,
    source,
    from,
    to,
    rank,
    ratio,
  }: { destination: Shop; source: Shop; from: string; to: string; rank: number; ratio: number },
): Promise<string> {
  const made = await connectStores(ctx(), {
    destinationStoreId: destination.storeId,
    sourceStoreId: source.storeId,
    rank,
  });
  if (made.kind !== "connected") throw new Error(`The stores were not connected: ${made.kind}`);
  const variants = async (domain: string, sku: string) => {
    const shop = await sandbox.get<{ products: { variants: { id: string; sku: string | null }[] }[] }>(
      `/shops/${domain}`,
    );
    const found = shop.products.flatMap((product) => product.variants).find((one) => one.sku === sku);
    if (!found) throw new Error(`${domain} has no variant ${sku}`);
    return found.id;
  };
  await mapVariants(ctx(), {
    connectionId: made.connectionId,
    pairs: [
      {
        destinationVariantGid: await variants(destination.domain, from),
        sourceVariantGid: await variants(source.domain, to),
        ratio,
      },
    ],
  });
  return made.connectionId;
}
