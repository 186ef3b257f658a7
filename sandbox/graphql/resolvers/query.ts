import type { GraphQLResolveInfo } from "graphql";
import type { Order } from "../../state/order-types";
import type { Product, Variant } from "../../state/shop-types";
import { idOf } from "../../values/gid";
import { connection, partsOf } from "../call/connection";
import { type Args, type CallContext, fieldsOf, namespaceOf } from "../call/context";
import { notImplemented, topLevel } from "../call/errors";
import { findOrders, orderSortKey } from "../search/search-orders";
import { type Matcher, numberMatcher, searchRows, textMatcher, tokenMatcher } from "../search/search-rows";
import { cancelResult, jobById, jobOfResult } from "./job";
import { definitionNode } from "./metafield";

function pathOf(info: GraphQLResolveInfo): (string | number)[] {
  return [info.path.key];
}

function orderById(id: unknown, ctx: CallContext): Order | null {
  const number = idOf(id, "Order");
  return number ? (ctx.world.store.order(ctx.shop.domain, number) ?? null) : null;
}

function orderByIdentifier(args: Args, ctx: CallContext): Order | null {
  const identifier = args.identifier as {
    id?: string;
    customId?: { namespace?: string; key: string; value: string };
  };
  if (identifier.id) return orderById(identifier.id, ctx);
  const custom = identifier.customId;
  if (!custom) return null;
  const namespace = namespaceOf(ctx.app, custom.namespace);
  const definition = ctx.world.store
    .all("definition")
    .find(
      (entry) =>
        entry.shop === ctx.shop.domain &&
        entry.ownerType === "ORDER" &&
        entry.namespace === namespace &&
        entry.key === custom.key &&
        entry.type === "id",
    );
  if (!definition) {
    throw topLevel("NOT_FOUND", "Metafield definition of type 'id' is required when using custom ids.");
  }
  const settled = ctx.world.now().getTime() - ctx.world.settings().customIdLagMs;
  const carries = (order: Order) =>
    order.metafields.some(
      (metafield) =>
        metafield.namespace === namespace &&
        metafield.key === custom.key &&
        metafield.value === custom.value &&
        Date.parse(metafield.createdAt) <= settled,
    ) &&
    (order.customIdFrom === null || Date.parse(order.customIdFrom) <= ctx.world.now().getTime());
  return ctx.world.store.orders(ctx.shop.domain).find(carries) ?? null;
}

function count(rows: number, limit: unknown) {
  return typeof limit === "number" && rows > limit
    ? { count: limit, precision: "AT_LEAST" }
    : { count: rows, precision: "EXACT" };
}

interface VariantRow {
  product: Product;
  variant: Variant;
}

const VARIANTS: Record<string, Matcher<VariantRow>> = {
  id: numberMatcher(({ variant }) => Number(variant.id)),
  sku: tokenMatcher(({ variant }) => variant.sku ?? ""),
  barcode: textMatcher(({ variant }) => variant.barcode ?? ""),
  title: tokenMatcher(({ variant }) => variant.title),
  product_id: textMatcher(({ product }) => product.id),
  product_status: textMatcher(({ product }) => product.status),
  vendor: textMatcher(({ product }) => product.vendor),
  tag: textMatcher(({ product }) => product.tags ?? []),
  product_type: textMatcher(({ product }) => product.productType ?? ""),
  inventory_quantity: numberMatcher(({ variant }) =>
    variant.levels.reduce((total, level) => total + level.available, 0),
  ),
};
const anyVariant = tokenMatcher<VariantRow>(
  ({ product, variant }) => `${product.title} ${variant.title} ${variant.sku ?? ""}`,
);

const PRODUCTS: Record<string, Matcher<Product>> = {
  id: numberMatcher((product) => Number(product.id)),
  title: tokenMatcher((product) => product.title),
  handle: textMatcher((product) => product.handle),
  vendor: textMatcher((product) => product.vendor),
  status: textMatcher((product) => product.status),
  tag: textMatcher((product) => product.tags ?? []),
  product_type: textMatcher((product) => product.productType ?? ""),
  sku: tokenMatcher((product) => product.variants.map(({ sku }) => sku ?? "")),
};
const anyProduct = tokenMatcher<Product>((product) => product.title);

function findVariants(ctx: CallContext, args: Args, info: GraphQLResolveInfo): Variant[] {
  const rows = ctx.world.store
    .products(ctx.shop.domain)
    .flatMap((product) => product.variants.map((variant) => ({ product, variant })));
  const query = String(args.query ?? "").trim();
  const fits = query === "" ? () => true : searchRows(ctx, pathOf(info), query, VARIANTS, anyVariant);
  return rows.filter(fits).map(({ variant }) => variant);
}

function findProducts(ctx: CallContext, args: Args, info: GraphQLResolveInfo): Product[] {
  const rows = ctx.world.store.products(ctx.shop.domain);
  const query = String(args.query ?? "").trim();
  return query === "" ? rows : rows.filter(searchRows(ctx, pathOf(info), query, PRODUCTS, anyProduct));
}

function node(id: unknown, ctx: CallContext): unknown {
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(String(id))?.[1] ?? "";
  if (type === "Order") return orderById(id, ctx);
  const number = idOf(id, type) ?? "";
  if (type === "ProductVariant") return ctx.world.store.variant(ctx.shop.domain, number)?.variant ?? null;
  if (type === "Product" || type === "Customer") {
    const table = type === "Product" ? "product" : "customer";
    const found = ctx.world.store.get(table, number);
    return found?.shop === ctx.shop.domain ? found : null;
  }
  if (type === "OrderCancelJobResult") {
    const job = jobOfResult(ctx, id);
    return job && cancelResult(ctx, job);
  }
  throw notImplemented(`node for ${type}`);
}

function subscriptionsOf(ctx: CallContext) {
  return ctx.world.store
    .all("subscription")
    .filter(({ shop, clientId }) => shop === ctx.shop.domain && clientId === ctx.app.clientId);
}

export const queryResolvers = fieldsOf<undefined>({
  order: (_root, args, ctx) => orderById(args.id, ctx),
  orderByIdentifier: (_root, args, ctx) => orderByIdentifier(args, ctx),
  orders: (_root, args, ctx, info) => {
    const key = orderSortKey(String(args.sortKey));
    if (!key) throw notImplemented(`orders sorted by ${args.sortKey}`);
    return connection(findOrders(ctx, pathOf(info), args), args, (order) => ({
      value: key(order),
      id: order.id,
    }));
  },
  ordersCount: (_root, args, ctx, info) => count(findOrders(ctx, pathOf(info), args).length, args.limit),
  customer: (_root, args, ctx) => node(args.id, ctx),
  node: (_root, args, ctx) => node(args.id, ctx),
  nodes: (_root, args, ctx) => (args.ids as string[]).map((id) => node(id, ctx)),
  fulfillment: (_root, args, ctx) => {
    const id = idOf(args.id, "Fulfillment");
    for (const order of ctx.world.store.orders(ctx.shop.domain)) {
      const fulfillment = order.fulfillments.find((candidate) => candidate.id === id);
      if (fulfillment) return { order, fulfillment };
    }
    return null;
  },
  fulfillmentOrder: (_root, args, ctx) => {
    const id = idOf(args.id, "FulfillmentOrder");
    for (const order of ctx.world.store.orders(ctx.shop.domain)) {
      const fulfillmentOrder = order.fulfillmentOrders.find((candidate) => candidate.id === id);
      if (fulfillmentOrder) return { order, fulfillmentOrder };
    }
    return null;
  },
  product: (_root, args, ctx) => node(args.id, ctx),
  products: (_root, args, ctx, info) => partsOf(findProducts(ctx, args, info), args, ({ id }) => id),
  productsCount: (_root, args, ctx, info) => count(findProducts(ctx, args, info).length, args.limit),
  productVariant: (_root, args, ctx) => node(args.id, ctx),
  productVariants: (_root, args, ctx, info) => partsOf(findVariants(ctx, args, info), args, ({ id }) => id),
  productVariantsCount: (_root, args, ctx, info) => count(findVariants(ctx, args, info).length, args.limit),
  location: (_root, args, ctx) => {
    const id = args.id ? idOf(args.id, "Location") : ctx.shop.locations[0]?.id;
    return ctx.shop.locations.find((location) => location.id === id) ?? null;
  },
  locations: (_root, args, ctx) => partsOf(ctx.shop.locations, args, ({ id }) => id),
  shop: (_root, _args, ctx) => ctx.shop,
  currentAppInstallation: (_root, _args, ctx) => ctx,
  job: (_root, args, ctx) => jobById(ctx, args.id),
  metafieldDefinitions: (_root, args, ctx) => {
    const namespace = args.namespace ? namespaceOf(ctx.app, args.namespace) : null;
    const found = ctx.world.store
      .all("definition")
      .filter(
        (definition) =>
          definition.shop === ctx.shop.domain &&
          definition.ownerType === args.ownerType &&
          (namespace === null || definition.namespace === namespace) &&
          (!args.key || definition.key === args.key),
      )
      .map((definition) => ({ ...definitionNode(definition), number: definition.id }));
    return partsOf(found, args, ({ number }) => number);
  },
  webhookSubscription: (_root, args, ctx) => {
    const id = idOf(args.id, "WebhookSubscription");
    return subscriptionsOf(ctx).find((subscription) => subscription.id === id) ?? null;
  },
  webhookSubscriptions: (_root, args, ctx) => {
    const topics = args.topics as string[] | undefined;
    const uri = args.uri ?? args.callbackUrl;
    const found = subscriptionsOf(ctx).filter(
      (subscription) =>
        (!topics || topics.includes(subscription.topic)) && (!uri || subscription.uri === uri),
    );
    return partsOf(found, args, ({ id }) => id);
  },
  webhookSubscriptionsCount: (_root, args, ctx) => count(subscriptionsOf(ctx).length, args.limit),
});
