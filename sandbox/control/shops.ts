import { issuePair, issueToken } from "../oauth/issue-token";
import { signedQuery } from "../oauth/signed-query";
import type { App } from "../state/app-types";
import { domainOf } from "../state/shop-names";
import type { Location, Product, Shop, Variant } from "../state/shop-types";
import { toMinor } from "../values/money";
import { BadRequest } from "../web/http";
import { announceUninstall } from "../webhooks/announce-app";
import { bucketOf } from "../world/buckets";
import type { World } from "../world/world";
import {
  DOMAIN,
  decimal,
  flag,
  type Input,
  number,
  object,
  objects,
  optionalText,
  text,
  texts,
} from "./input";

/** `POST /apps`: creates or changes an app. If the secret changes, the previous one stays known. */
export function putApp(world: World, input: Input): App {
  const clientId = text(input, "clientId");
  const clientSecret = text(input, "clientSecret");
  const known = world.store.get("app", clientId);
  const changed = known && known.clientSecret !== clientSecret;
  const app: App = {
    clientId,
    clientSecret,
    previousSecret: changed ? known.clientSecret : (known?.previousSecret ?? null),
    handle: optionalText(input, "handle") ?? clientId,
    name: optionalText(input, "name") ?? clientId,
    id: known?.id ?? world.store.nextId(),
    organization: optionalText(input, "organization") ?? known?.organization ?? null,
  };
  world.store.put("app", clientId, app);
  return app;
}

/**
 * A shop by domain.
 * @throws BadRequest (404) if it does not exist
 */
export function shopOf(world: World, domain: string): Shop {
  const shop = world.store.shopNamed(domain.toLowerCase());
  if (!shop) throw new BadRequest(`There is no shop ${domain}.`, 404);
  return shop;
}

function locationOf(world: World, input: Input): Location {
  return {
    id: world.store.nextId(),
    name: text(input, "name"),
    address1: optionalText(input, "address1") ?? "1 Warehouse Street",
    city: optionalText(input, "city") ?? "Berlin",
    countryCode: optionalText(input, "countryCode") ?? "DE",
    zip: optionalText(input, "zip") ?? "10115",
  };
}

function variantOf(world: World, shop: Shop, productId: string, input: Input, index: number): Variant {
  const tracked = input.inventory !== undefined && input.inventory !== null;
  const inventory = number(input, "inventory", 0);
  const policy = optionalText(input, "policy") ?? "DENY";
  if (policy !== "DENY" && policy !== "CONTINUE") throw new BadRequest('"policy" must be DENY or CONTINUE.');
  return {
    __typename: "ProductVariant",
    id: world.store.nextId(),
    productId,
    title: optionalText(input, "title") ?? "Default Title",
    sku: optionalText(input, "sku"),
    barcode: optionalText(input, "barcode"),
    price: toMinor(decimal(input, "price"), shop.currency),
    requiresShipping: flag(input, "requiresShipping", true),
    taxable: flag(input, "taxable", true),
    policy,
    tracked,
    inventoryItemId: world.store.nextId(),
    levels: shop.locations.map(({ id }, place) => ({
      locationId: id,
      available: place === 0 ? inventory : 0,
      onHand: place === 0 ? inventory : 0,
    })),
    position: index + 1,
  };
}

function addProduct(world: World, shop: Shop, input: Input): Product {
  const title = text(input, "title");
  const variants = objects(input, "variants");
  if (variants.length === 0) throw new BadRequest(`The product "${title}" needs at least one variant.`);
  const now = world.now().toISOString();
  const id = world.store.nextId();
  const product: Product = {
    __typename: "Product",
    id,
    shop: shop.domain,
    title,
    vendor: optionalText(input, "vendor") ?? shop.name,
    handle: title.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    status: optionalText(input, "status") ?? "ACTIVE",
    giftCard: flag(input, "giftCard", false),
    tags: texts(input, "tags") ?? [],
    productType: optionalText(input, "productType") ?? "",
    variants: variants.map((variant, index) => variantOf(world, shop, id, variant, index)),
    createdAt: now,
    updatedAt: now,
  };
  world.store.put("product", id, product);
  return product;
}

/** `POST /shops`: creates a shop. For an existing shop it only adds products with new titles. */
export function putShop(world: World, input: Input) {
  const domain = text(input, "domain").toLowerCase();
  if (!DOMAIN.test(domain)) {
    throw new BadRequest('"domain" must look like a-shop.myshopify.com.');
  }
  const shop = world.store.shopNamed(domain) ?? newShop(world, domain, input);
  const known = new Set(world.store.products(shop.domain).map(({ title }) => title));
  for (const product of objects(input, "products")) {
    if (!known.has(String(product.title))) addProduct(world, shop, product);
  }
  return { shop: shopSummary(shop), products: world.store.products(shop.domain).map(productSummary) };
}

function newShop(world: World, domain: string, input: Input): Shop {
  const currency = text(input, "currency").toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) throw new BadRequest('"currency" must be a code such as EUR.');
  const timezone = optionalText(input, "timezone") ?? "Europe/Berlin";
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
  } catch {
    throw new BadRequest(`There is no time zone "${timezone}".`);
  }
  const plan = optionalText(input, "plan") ?? "Basic";
  const bucket = object(input, "bucket") ?? {};
  const byPlan = bucketOf(plan);
  const locations = objects(input, "locations");
  const shop: Shop = {
    domain,
    id: world.store.nextId(),
    name: optionalText(input, "name") ?? domain.split(".", 1)[0] ?? domain,
    currency,
    timezone,
    plan,
    organization: optionalText(input, "organization"),
    bucket: {
      maximumAvailable: number(bucket, "maximumAvailable", byPlan.maximumAvailable),
      restoreRate: number(bucket, "restoreRate", byPlan.restoreRate),
    },
    orderPrefix: typeof input.orderPrefix === "string" ? input.orderPrefix : "#",
    orderSuffix: optionalText(input, "orderSuffix") ?? "",
    nextOrderNumber: number(input, "orderStart", 1001),
    locations: (locations.length > 0 ? locations : [{ name: "Main warehouse" }]).map((location) =>
      locationOf(world, location),
    ),
    createdAt: world.now().toISOString(),
  };
  world.store.put("shop", domain, shop);
  return shop;
}

/**
 * `POST /tokens`: installs an app on a shop and returns an offline token with these scopes. With `expiring` it ends, and
 * comes with a refresh token.
 */
export function grantToken(world: World, input: Input) {
  const shop = shopOf(world, text(input, "shop"));
  const clientId = text(input, "clientId");
  const app = world.store.get("app", clientId);
  if (!app) throw new BadRequest(`There is no app ${clientId}.`, 404);
  const scopes = texts(input, "scopes");
  if (!scopes) throw new BadRequest('"scopes" must be a list of texts.');
  const install = { shop, app, scopes };
  const answer = flag(input, "expiring", false)
    ? issuePair(world, install, null)
    : issueToken(world, install, null);
  const token = world.store.get("token", answer.access_token);
  return {
    ...token,
    expiresIn: answer.expires_in ?? null,
    refreshToken: answer.refresh_token ?? null,
    refreshExpiresIn: answer.refresh_token_expires_in ?? null,
  };
}

/** `POST /shops/{shop}/install-link {clientId, appUrl}`: the signed URL of an installation that starts in the shop. */
export function installLink(world: World, shop: Shop, input: Input): { url: string } {
  const app = world.store.get("app", text(input, "clientId"));
  const address = text(input, "appUrl");
  if (!app) throw new BadRequest("There is no such app.", 404);
  if (!URL.canParse(address)) throw new BadRequest('"appUrl" must be a URL.');
  const url = new URL(address);
  const query = signedQuery(app, shop, world.now(), {});
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return { url: url.href };
}

/** `DELETE /tokens`: revokes a token. */
export function revokeToken(world: World, input: Input): void {
  const accessToken = text(input, "accessToken");
  if (!world.store.get("token", accessToken)) throw new BadRequest("There is no such token.", 404);
  world.store.remove("token", accessToken);
}

/** `POST /shops/{shop}/uninstall`: sends `app/uninstalled` to the app, and removes its tokens and subscriptions. */
export function uninstall(world: World, shop: Shop, input: Input): void {
  const clientId = text(input, "clientId");
  world.dispatcher.beginEvent();
  announceUninstall(world, shop, clientId);
  for (const token of world.store.all("token")) {
    if (token.shop === shop.domain && token.clientId === clientId)
      world.store.remove("token", token.accessToken);
  }
  for (const refresh of world.store.all("refreshToken")) {
    if (refresh.shop === shop.domain && refresh.clientId === clientId)
      world.store.remove("refreshToken", refresh.refreshToken);
  }
  for (const exchange of world.store.all("exchange")) {
    if (exchange.shop === shop.domain && exchange.clientId === clientId)
      world.store.remove("exchange", exchange.permanentToken);
  }
  if (world.settings().definitionsAfterUninstall === "end") removeDefinitions(world, shop, clientId);
  for (const subscription of world.store.all("subscription")) {
    if (subscription.shop === shop.domain && subscription.clientId === clientId) {
      world.store.remove("subscription", subscription.id);
    }
  }
}

/** Removes the metafield definitions in an app's own namespaces from a shop. */
function removeDefinitions(world: World, shop: Shop, clientId: string): void {
  const app = world.store.get("app", clientId);
  for (const definition of world.store.all("definition")) {
    if (definition.shop === shop.domain && `${definition.namespace}--`.startsWith(`app--${app?.id}--`))
      world.store.remove("definition", definition.id);
  }
}

/** A product as the control API returns it. */
export function productSummary(product: Product) {
  return {
    id: `gid://shopify/Product/${product.id}`,
    title: product.title,
    vendor: product.vendor,
    variants: product.variants.map((variant) => ({
      id: `gid://shopify/ProductVariant/${variant.id}`,
      title: variant.title,
      sku: variant.sku,
      inventoryItemId: `gid://shopify/InventoryItem/${variant.inventoryItemId}`,
      tracked: variant.tracked,
      levels: variant.levels,
    })),
  };
}

/** A shop as the control API returns it. */
export function shopSummary(shop: Shop) {
  return {
    id: `gid://shopify/Shop/${shop.id}`,
    domain: domainOf(shop),
    name: shop.name,
    currency: shop.currency,
    timezone: shop.timezone,
    plan: shop.plan,
    nextOrderNumber: shop.nextOrderNumber,
    locations: shop.locations.map((location) => ({
      ...location,
      id: `gid://shopify/Location/${location.id}`,
    })),
  };
}
