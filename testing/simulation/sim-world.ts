import { mintScope } from "@/db/scope";
import { scopesFor } from "@/lib/domain/installations/access-scopes";
import type { Actor, Ctx, SystemCtx } from "@/lib/services/core/context";
import { installShop } from "@/lib/services/installations/install-shop";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { importVariants } from "@/lib/services/mappings/import-variants";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { createOrganization } from "@/lib/services/people/create-organization";
import { createUser } from "@/lib/services/people/create-user";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { claimStore } from "@/lib/services/stores/claim-store";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { subscribeWebhooks } from "@/lib/services/stores/subscribe-webhooks";
import type { World as Sandbox } from "@/sandbox/world/world";
import { grantedToken } from "@/testing/sandbox/granted-token";
import { beginAutomaticPush } from "@/testing/stack/begin-automatic-push";
import { controlOf } from "./in-process-sandbox";

export const APP = "crossdock";
export const CLIENT_ID = "client-1";
/** Another push app that is installed on the suppliers' shops. */
export const OTHER_CLIENT_ID = "client-2";
export const ORIGIN = "http://127.0.0.1:3000";
export const SCOPES = [...scopesFor(["destination", "source"], { optional: false }), "read_all_orders"];

export const DESTINATION = "atelier.myshopify.com";
export const NORTH = "north.myshopify.com";
export const SOUTH = "south.myshopify.com";
export const SOURCES = [NORTH, SOUTH] as const;

type RouteOfSim = {
  sku: string;
  shop: string;
  sourceSku: string;
  ratio: number;
  stock: number | null;
};

/** The products with their suppliers in order of rank. `ratio` is the number of source units per destination unit. */
export const ROUTES: readonly RouteOfSim[] = [
  { sku: "LAMP", shop: NORTH, sourceSku: "N-LAMP", ratio: 2, stock: null },
  { sku: "CHAIR", shop: NORTH, sourceSku: "N-CHAIR", ratio: 1, stock: null },
  { sku: "CHAIR", shop: SOUTH, sourceSku: "S-CHAIR", ratio: 2, stock: null },
  { sku: "MUG", shop: SOUTH, sourceSku: "S-MUG", ratio: 1, stock: null },
  { sku: "BOOK", shop: SOUTH, sourceSku: "S-BOOK", ratio: 3, stock: 90 },
];

export const isRouted = (sku: string): boolean => ROUTES.some((route) => route.sku === sku);

export const routeBack = (shop: string, sourceSku: string): RouteOfSim | undefined =>
  ROUTES.find((route) => route.shop === shop && route.sourceSku === sourceSku);

const UNMAPPED = "POSTER";
export const SKUS: readonly string[] = [...new Set(ROUTES.map(({ sku }) => sku)), UNMAPPED];

export type SimWorld = {
  organizationId: string;
  /** The destination store's merchant. */
  merchantId: string;
  /** The stores' ids by domain. */
  stores: ReadonlyMap<string, string>;
  ctx(actor?: Actor): Ctx;
  partsAllowed: boolean;
  /** Whether the shops' tokens ended from the beginning. */
  expiring: boolean;
};

export type WorldOptions = {
  partsAllowed: boolean;
  resendAbsent: boolean;
  offerNext: boolean;
  plans: Readonly<Record<string, string>>;
  /** Whether the shops' tokens end and are renewed, or are permanent until they are exchanged. */
  expiring: boolean;
};

/** Creates an agency with one destination store and two suppliers, through the product's services. */
export async function makeWorld(
  tools: SystemCtx,
  sandbox: Sandbox,
  options: WorldOptions,
): Promise<SimWorld> {
  const control = controlOf(sandbox);
  // The app's secret is rotated once, because webhooks signed with the former secret must still be accepted.
  for (const clientSecret of ["former-secret", "secret"]) {
    await control.post("/apps", { clientId: CLIENT_ID, clientSecret, handle: APP, name: "Crossdock" });
    await saveAppCredential(tools, { handle: APP, clientId: CLIENT_ID, clientSecret });
  }
  await control.post("/apps", {
    ...{ clientId: OTHER_CLIENT_ID, clientSecret: "other-secret", handle: "order-mirror" },
    name: "Order Mirror",
  });
  const { organizationId } = await createOrganization(tools, { name: "Harbour" });
  const { userId: id } = await createUser(tools, {
    ...{ organizationId, email: "mara@example.com", name: "Mara", passwordHash: "none" },
    ...{ role: "owner", merchantIds: null },
  });
  const person: Actor = { kind: "user", id, label: "Mara" };
  const ctx = (actor = person): Ctx => ({ ...tools, scope: mintScope(organizationId), actor });
  const { merchantId } = await createMerchant(ctx(), { name: "Atelier" });
  const stores = new Map<string, string>();
  const variants = new Map<string, string>();

  const open = async (domain: string, skus: { sku: string; stock: number | null }[]) => {
    const made = await control.post<{ products: { variants: { id: string; sku: string }[] }[] }>("/shops", {
      domain,
      currency: "EUR",
      plan: options.plans[domain] ?? "Plus",
      products: skus.map(({ sku, stock }) => ({
        title: sku,
        variants: [{ sku, price: "10.00", ...(stock === null ? {} : { inventory: stock }) }],
      })),
    });
    for (const one of made.products.flatMap((product) => product.variants)) variants.set(one.sku, one.id);
    const grant = { shop: domain, clientId: CLIENT_ID, scopes: SCOPES, expiring: options.expiring };
    const issued = await grantedToken(control, await tools.clock.now(), grant);
    await installShop(tools, { appHandle: APP, shopDomain: domain, ...issued });
    const source = domain !== DESTINATION;
    const claimed = await claimStore(ctx(), { shopDomain: domain, merchantId: source ? null : merchantId });
    if (claimed.kind !== "claimed") throw new Error(`${domain} was not claimed.`);
    const { storeId } = claimed;
    await subscribeWebhooks(ctx(), { storeId, origin: ORIGIN, destination: !source, source });
    await importVariants(ctx(), { storeId });
    stores.set(domain, storeId);
    return storeId;
  };

  const destinationStoreId = await open(DESTINATION, [...SKUS.map((sku) => ({ sku, stock: null }))]);
  for (const [index, domain] of SOURCES.entries()) {
    const routes = ROUTES.filter((route) => route.shop === domain);
    const sourceStoreId = await open(
      domain,
      routes.map(({ sourceSku, stock }) => ({ sku: sourceSku, stock })),
    );
    const joined = await connectStores(ctx(), { destinationStoreId, sourceStoreId, rank: index + 1 });
    if (joined.kind !== "connected") throw new Error(`${domain} was not connected.`);
    await mapVariants(ctx(), {
      connectionId: joined.connectionId,
      pairs: routes.map(({ sku, sourceSku, ratio }) => ({
        destinationVariantGid: variants.get(sku) ?? "",
        sourceVariantGid: variants.get(sourceSku) ?? "",
        ratio,
      })),
    });
  }
  await changeStoreSettings(ctx(), {
    storeId: destinationStoreId,
    partsAllowed: options.partsAllowed,
    resendAbsent: options.resendAbsent,
    offerNext: options.offerNext,
  });
  await beginAutomaticPush(ctx(), destinationStoreId);
  const { partsAllowed, expiring } = options;
  return { organizationId, merchantId, stores, ctx, partsAllowed, expiring };
}
