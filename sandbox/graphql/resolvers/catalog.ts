import type { Level, Location, Product, Variant } from "../../state/shop-types";
import { idOf } from "../../values/gid";
import { moneyText } from "../../values/money";
import { dateTime } from "../../values/time-format";
import { partsOf } from "../call/connection";
import { type CallContext, fieldsOf, type ResolverMap } from "../call/context";
import { metafieldFields } from "./metafield";

interface LevelView {
  variant: Variant;
  level: Level;
}

function stock(variant: Variant): number {
  return variant.levels.reduce((total, level) => total + level.available, 0);
}

function productOf(variant: Variant, ctx: CallContext): Product | null {
  return ctx.world.store.get("product", variant.productId) ?? null;
}

function quantities({ level }: LevelView, names: unknown) {
  const known: Record<string, number> = {
    available: level.available,
    on_hand: level.onHand,
    committed: level.onHand - level.available,
    incoming: 0,
    reserved: 0,
    damaged: 0,
    safety_stock: 0,
    quality_control: 0,
  };
  return (names as string[]).map((name) => ({
    name,
    quantity: known[name] ?? 0,
    id: `gid://shopify/InventoryQuantity/${level.locationId}?name=${name}`,
  }));
}

export const catalogResolvers: ResolverMap = {
  Product: fieldsOf<Product>({
    id: (product) => `gid://shopify/Product/${product.id}`,
    legacyResourceId: (product) => product.id,
    title: (product) => product.title,
    handle: (product) => product.handle,
    vendor: (product) => product.vendor,
    status: (product) => product.status,
    isGiftCard: (product) => product.giftCard,
    productType: (product) => product.productType ?? "",
    tags: (product) => product.tags ?? [],
    ...metafieldFields("PRODUCT"),
    description: () => "",
    descriptionHtml: () => "",
    featuredMedia: () => null,
    featuredImage: () => null,
    totalInventory: (product) => product.variants.reduce((total, variant) => total + stock(variant), 0),
    tracksInventory: (product) => product.variants.some(({ tracked }) => tracked),
    hasOnlyDefaultVariant: (product) =>
      product.variants.length === 1 && product.variants[0]?.title === "Default Title",
    variantsCount: (product) => ({ count: product.variants.length, precision: "EXACT" }),
    createdAt: (product) => dateTime(product.createdAt),
    updatedAt: (product) => dateTime(product.updatedAt),
    publishedAt: (product) => dateTime(product.createdAt),
    variants: (product, args) => partsOf(product.variants, args, ({ id }) => id),
  }),
  ProductVariant: fieldsOf<Variant>({
    id: (variant) => `gid://shopify/ProductVariant/${variant.id}`,
    legacyResourceId: (variant) => variant.id,
    title: (variant) => variant.title,
    displayName: (variant, _args, ctx) => `${productOf(variant, ctx)?.title} - ${variant.title}`,
    sku: (variant) => variant.sku,
    barcode: (variant) => variant.barcode,
    price: (variant, _args, ctx) => moneyText(variant.price, ctx.shop.currency),
    compareAtPrice: () => null,
    position: (variant) => variant.position,
    taxable: (variant) => variant.taxable,
    availableForSale: (variant) => !variant.tracked || variant.policy === "CONTINUE" || stock(variant) > 0,
    inventoryPolicy: (variant) => variant.policy,
    inventoryQuantity: stock,
    sellableOnlineQuantity: stock,
    inventoryItem: (variant) => variant,
    product: (variant, _args, ctx) => productOf(variant, ctx),
    selectedOptions: (variant) => [{ name: "Title", value: variant.title }],
    requiresComponents: () => false,
    image: () => null,
    createdAt: (variant, _args, ctx) => dateTime(productOf(variant, ctx)?.createdAt ?? null),
    updatedAt: (variant, _args, ctx) => dateTime(productOf(variant, ctx)?.updatedAt ?? null),
  }),
  InventoryItem: fieldsOf<Variant>({
    id: (variant) => `gid://shopify/InventoryItem/${variant.inventoryItemId}`,
    legacyResourceId: (variant) => variant.inventoryItemId,
    sku: (variant) => variant.sku,
    tracked: (variant) => variant.tracked,
    requiresShipping: (variant) => variant.requiresShipping,
    variant: (variant) => variant,
    unitCost: () => null,
    inventoryLevel: (variant, args) => {
      const id = idOf(args.locationId, "Location");
      const level = variant.levels.find(({ locationId }) => locationId === id);
      return level ? { variant, level } : null;
    },
    inventoryLevels: (variant, args) =>
      partsOf(
        variant.levels.map((level) => ({ variant, level })),
        args,
        ({ level }) => level.locationId,
      ),
  }),
  InventoryLevel: fieldsOf<LevelView>({
    id: ({ variant, level }) =>
      `gid://shopify/InventoryLevel/${level.locationId}?inventory_item_id=${variant.inventoryItemId}`,
    item: ({ variant }) => variant,
    isActive: () => true,
    location: ({ level }, _args, ctx) => ctx.shop.locations.find(({ id }) => id === level.locationId) ?? null,
    quantities: (view, args) => quantities(view, args.names),
  }),
  Location: fieldsOf<Location>({
    id: (location) => `gid://shopify/Location/${location.id}`,
    legacyResourceId: (location) => location.id,
    name: (location) => location.name,
    isActive: () => true,
    isPrimary: (location, _args, ctx) => ctx.shop.locations[0]?.id === location.id,
    fulfillsOnlineOrders: () => true,
    hasActiveInventory: () => true,
    isFulfillmentService: () => false,
    shipsInventory: () => true,
    createdAt: (_location, _args, ctx) => dateTime(ctx.shop.createdAt),
    updatedAt: (_location, _args, ctx) => dateTime(ctx.shop.createdAt),
    address: (location) => ({
      address1: location.address1,
      address2: null,
      city: location.city,
      country: null,
      countryCode: location.countryCode,
      province: null,
      provinceCode: null,
      zip: location.zip,
      phone: null,
      formatted: [location.address1, location.city],
      latitude: null,
      longitude: null,
    }),
  }),
};
