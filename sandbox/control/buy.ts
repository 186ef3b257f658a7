import { totalOfDraft } from "../order-facts/draft-total";
import { makeAddress } from "../orders/address";
import { customerByEmail, newCustomer } from "../orders/customer";
import { placeOrder } from "../orders/place";
import type { DraftLine, DraftShippingLine, OrderDraft } from "../state/order-draft";
import type { Attribute, Discount, Order } from "../state/order-types";
import type { Product, Shop, Variant } from "../state/shop-types";
import { idOf } from "../values/gid";
import { type Bag, toMinor, ZERO } from "../values/money";
import { BadRequest } from "../web/http";
import type { World } from "../world/world";
import { decimal, flag, type Input, number, object, objects, optionalText, text, texts, time } from "./input";

/** The shopper's currency, and how many of its minor units one minor unit of the shop buys. */
type Presentment = { currency: string; rate: number };

function bag(minor: number, rate = 1): Bag {
  return { shop: minor, presentment: Math.round(minor * rate) };
}

function presentmentOf(input: Input, currency: string): Presentment {
  const given = object(input, "presentment");
  if (!given) return { currency, rate: 1 };
  if (input.discount) throw new BadRequest("A purchase has a discount or a presentment currency.");
  return { currency: text(given, "currency").toUpperCase(), rate: number(given, "rate", 1) };
}

function attributes(input: Input, key: string): Attribute[] {
  const value = input[key];
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    return Object.entries(value).map(([name, inner]) => ({ key: name, value: String(inner) }));
  }
  return objects(input, key).map((entry) => ({
    key: String(entry.key ?? entry.name ?? ""),
    value: String(entry.value ?? ""),
  }));
}

function find(world: World, shop: Shop, input: Input): { product: Product; variant: Variant } | null {
  const wanted = optionalText(input, "variantId");
  if (wanted) {
    const id = idOf(wanted, "ProductVariant") ?? wanted;
    const found = world.store.variant(shop.domain, id);
    if (!found) throw new BadRequest(`${shop.domain} has no variant ${wanted}.`);
    return found;
  }
  const sku = optionalText(input, "sku");
  if (!sku) return null;
  for (const product of world.store.products(shop.domain)) {
    const variant = product.variants.find((candidate) => candidate.sku === sku);
    if (variant) return { product, variant };
  }
  if (input.title) return null;
  throw new BadRequest(`${shop.domain} has no variant with the SKU ${sku}.`);
}

/** A line of a purchase: a variant by id or SKU, or a custom line with title and price. */
export function boughtLine(world: World, shop: Shop, input: Input, currency: string, rate = 1): DraftLine {
  const found = find(world, shop, input);
  const quantity = number(input, "quantity", 1);
  if (!Number.isInteger(quantity) || quantity < 1) throw new BadRequest('"quantity" must be 1 or more.');
  const tip = flag(input, "tip", false);
  const title = optionalText(input, "title") ?? (tip ? "Tip" : null);
  if (!found && !title) throw new BadRequest("A line needs a variantId, a sku, or a title with a price.");
  const price =
    found && (input.price === undefined || input.price === null)
      ? found.variant.price
      : toMinor(decimal(input, "price"), currency);
  const giftCard = flag(input, "giftCard", found?.product.giftCard ?? false);
  const ships = !tip && !giftCard && (found?.variant.requiresShipping ?? true);
  const variantTitle = found && found.variant.title !== "Default Title" ? found.variant.title : null;
  return {
    variantId: found?.variant.id ?? null,
    productId: found?.product.id ?? null,
    title: title ?? found?.product.title ?? "",
    variantTitle,
    sku: found?.variant.sku ?? optionalText(input, "sku"),
    vendor: found?.product.vendor ?? null,
    quantity,
    unitPrice: bag(price, rate),
    taxLines: [],
    properties: attributes(input, "properties"),
    requiresShipping: flag(input, "requiresShipping", ships),
    taxable: !tip && !giftCard,
    giftCard,
    tip,
    grams: 0,
  };
}

function discountOf(input: Input, currency: string): Discount | null {
  const discount = object(input, "discount");
  if (!discount) return null;
  const code = optionalText(discount, "code") ?? "SAVE";
  if (discount.percentage !== undefined) {
    return { code, kind: "percentage", value: number(discount, "percentage", 0) };
  }
  return { code, kind: "fixed", value: toMinor(decimal(discount, "amount"), currency) };
}

function shippingLinesOf(input: Input, currency: string, rate: number): DraftShippingLine[] {
  const shipping = object(input, "shippingLine");
  if (!shipping) return [];
  const title = text(shipping, "title");
  const price = shipping.price === undefined ? 0 : toMinor(decimal(shipping, "price"), currency);
  const code = optionalText(shipping, "code") ?? title;
  return [{ title, code, source: "shopify", price: bag(price, rate), taxLines: [] }];
}

/** The customer of a purchase: found by e-mail, or created. A name without an e-mail creates a customer too. */
function customerFor(world: World, shop: Shop, input: Input, email: string | null, phone: string | null) {
  const parts = object(input, "customer");
  if (input.customer === null) return null;
  if (!parts && !email) return null;
  const own = email ?? (parts ? optionalText(parts, "email") : null);
  const known = own ? customerByEmail(world, shop, own) : undefined;
  const fresh = {
    email: own,
    phone,
    firstName: parts ? optionalText(parts, "firstName") : null,
    lastName: parts ? optionalText(parts, "lastName") : null,
  };
  return known ?? newCustomer(world, shop, fresh);
}

/** Who creates an order that no shopper places, and how the order is identified there. */
type Creator = { clientId: string; sourceIdentifier: string | null };

/**
 * `POST /shops/{shop}/orders`: a shopper buys. Stock falls even if the policy denies it.
 * @param creator the app that creates the order instead of a shopper
 */
export function buy(world: World, shop: Shop, input: Input, creator: Creator | null = null): Order {
  const lines = objects(input, "lineItems");
  if (lines.length === 0) throw new BadRequest('"lineItems" must have at least one line.');
  const currency = (optionalText(input, "currency") ?? shop.currency).toUpperCase();
  const createdAt = time(input, "createdAt") ?? world.now().toISOString();
  const paid = flag(input, "paid", true);
  const test = flag(input, "test", false);
  const presentment = presentmentOf(input, currency);
  const drafted = lines.map((line) => boughtLine(world, shop, line, currency, presentment.rate));
  const discount = discountOf(input, currency);
  const shippingLines = shippingLinesOf(input, currency, presentment.rate);
  const tags = texts(input, "tags") ?? [];
  const customAttributes = attributes(input, "attributes");
  const phone = optionalText(input, "phone");
  const customerInput = object(input, "customer");
  const email = optionalText(input, "email") ?? (customerInput ? optionalText(customerInput, "email") : null);
  const customer = customerFor(world, shop, input, email, phone);
  const shippingAddress = makeAddress(world.store, object(input, "shippingAddress"));
  if (customer && shippingAddress) {
    customer.defaultAddress = shippingAddress;
    world.store.put("customer", customer.id, customer);
  }
  const draft: OrderDraft = {
    clientId: creator?.clientId ?? null,
    name: optionalText(input, "name"),
    createdAt,
    processedAt: createdAt,
    closedAt: null,
    currency,
    presentmentCurrency: presentment.currency,
    email,
    phone,
    note: optionalText(input, "note"),
    tags,
    customAttributes,
    customerId: customer?.id ?? null,
    shippingAddress,
    billingAddress:
      input.billingAddress === undefined
        ? shippingAddress
        : makeAddress(world.store, object(input, "billingAddress")),
    lines: drafted,
    shippingLines,
    taxLines: [],
    taxesIncluded: false,
    discount,
    transactions: [],
    givenFinancialStatus: null,
    importedFulfillment: false,
    metafields: [],
    poNumber: optionalText(input, "poNumber"),
    sourceIdentifier: creator?.sourceIdentifier ?? null,
    sourceName: creator?.clientId ?? "web",
    sourceUrl: null,
    test,
  };
  const amount = totalOfDraft(draft);
  if (amount.shop > ZERO.shop) {
    draft.transactions.push({
      kind: "SALE",
      status: paid ? "SUCCESS" : "PENDING",
      gateway: paid ? "shopify_payments" : "bank_deposit",
      amount,
      parentId: null,
      test,
      processedAt: createdAt,
    });
  }
  world.dispatcher.beginEvent();
  const by = creator ? "other_app" : "shopper";
  return world.history.causedBy({ by }, () => placeOrder(world, shop, draft, { decrement: true }));
}
