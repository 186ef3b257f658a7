import { totalOfDraft } from "../../order-facts/draft-total";
import { type AddressInput, makeAddress } from "../../orders/address";
import type { DraftLine, DraftTransaction, OrderDraft } from "../../state/order-draft";
import type { Attribute, Discount, TaxLine, Transaction } from "../../state/order-types";
import { idOf } from "../../values/gid";
import { type Bag, toMinor } from "../../values/money";
import { type CallContext, namespaceOf } from "../call/context";
import { type CustomerInput, customerOf } from "./order-create-customer";

interface MoneyInput {
  amount: unknown;
  currencyCode: string;
}

interface MoneyBagInput {
  shopMoney: MoneyInput;
  presentmentMoney?: MoneyInput | null;
}

interface TaxLineInput {
  title: string;
  rate: unknown;
  priceSet?: MoneyBagInput | null;
}

export interface LineInput {
  quantity: number;
  variantId?: string | null;
  productId?: string | null;
  title?: string | null;
  variantTitle?: string | null;
  sku?: string | null;
  vendor?: string | null;
  priceSet?: MoneyBagInput | null;
  requiresShipping?: boolean | null;
  taxable?: boolean | null;
  giftCard?: boolean | null;
  weight?: { value: number; unit: string } | null;
  taxLines?: TaxLineInput[] | null;
  properties?: { name: string; value: string }[] | null;
  fulfillmentService?: string | null;
}

/** `OrderCreateOrderInput` after coercion by the schema. */
export interface OrderCreateInput {
  billingAddress?: AddressInput | null;
  shippingAddress?: AddressInput | null;
  closedAt?: string | null;
  currency?: string | null;
  presentmentCurrency?: string | null;
  customAttributes?: Attribute[] | null;
  customer?: CustomerInput | null;
  customerId?: string | null;
  discountCode?: {
    itemFixedDiscountCode?: { code: string; amountSet?: MoneyBagInput | null } | null;
    itemPercentageDiscountCode?: { code: string; percentage?: number | null } | null;
    freeShippingDiscountCode?: { code: string } | null;
  } | null;
  email?: string | null;
  financialStatus?: string | null;
  fulfillmentStatus?: string | null;
  fulfillment?: unknown;
  lineItems?: LineInput[] | null;
  metafields?:
    | { namespace?: string | null; key?: string | null; type?: string | null; value?: string | null }[]
    | null;
  name?: string | null;
  note?: string | null;
  phone?: string | null;
  poNumber?: string | null;
  processedAt?: string | null;
  shippingLines?:
    | {
        title: string;
        code?: string | null;
        source?: string | null;
        priceSet: MoneyBagInput;
        taxLines?: TaxLineInput[] | null;
      }[]
    | null;
  sourceIdentifier?: string | null;
  sourceName?: string | null;
  sourceUrl?: string | null;
  tags?: string[] | null;
  taxLines?: TaxLineInput[] | null;
  taxesIncluded?: boolean | null;
  test?: boolean | null;
  transactions?:
    | {
        amountSet: MoneyBagInput;
        kind?: Transaction["kind"] | null;
        status?: Transaction["status"] | null;
        gateway?: string | null;
        processedAt?: string | null;
        test?: boolean | null;
      }[]
    | null;
}

const GRAMS: Record<string, number> = { GRAMS: 1, KILOGRAMS: 1000, OUNCES: 28.3495, POUNDS: 453.592 };

/** Reads amounts as sent. A missing presentment amount repeats the shop amount, without conversion. */
function reader(currency: string, presentmentCurrency: string) {
  const bag = (input: MoneyBagInput): Bag => ({
    shop: toMinor(input.shopMoney.amount, currency),
    presentment: toMinor((input.presentmentMoney ?? input.shopMoney).amount, presentmentCurrency),
  });
  const taxLines = (inputs: TaxLineInput[] | null | undefined): TaxLine[] =>
    (inputs ?? []).map((line) => ({
      title: line.title,
      rate: Number(line.rate),
      price: line.priceSet ? bag(line.priceSet) : { shop: 0, presentment: 0 },
    }));
  return { bag, taxLines };
}

function productOf(ctx: CallContext, input: LineInput): string | null {
  const product = ctx.world.store.get("product", idOf(input.productId, "Product") ?? "");
  return product?.shop === ctx.shop.domain ? product.id : null;
}

function lineOf(ctx: CallContext, input: LineInput, read: ReturnType<typeof reader>): DraftLine {
  const id = input.variantId ? idOf(input.variantId, "ProductVariant") : null;
  const found = id ? ctx.world.store.variant(ctx.shop.domain, id) : undefined;
  const own = found
    ? { shop: found.variant.price, presentment: found.variant.price }
    : { shop: 0, presentment: 0 };
  const assumed =
    ctx.world.settings().requiresShippingDefault === "variant" && found
      ? found.variant.requiresShipping
      : false;
  const variantTitle = found && found.variant.title !== "Default Title" ? found.variant.title : null;
  return {
    // An unknown variant with a title becomes a custom line without stock (recorded).
    variantId: found?.variant.id ?? null,
    // A line can name a product without a variant (recorded).
    productId: found?.product.id ?? productOf(ctx, input),
    // Values of the input take precedence over the catalogue (recorded).
    title: input.title ?? found?.product.title ?? "",
    variantTitle: input.variantTitle ?? (input.title ? null : variantTitle),
    sku: input.sku ?? found?.variant.sku ?? null,
    vendor: input.vendor ?? found?.product.vendor ?? null,
    quantity: input.quantity,
    unitPrice: input.priceSet ? read.bag(input.priceSet) : own,
    taxLines: read.taxLines(input.taxLines),
    properties: (input.properties ?? []).map(({ name, value }) => ({ key: name, value })),
    requiresShipping: input.requiresShipping ?? assumed,
    taxable: input.taxable ?? true,
    giftCard: input.giftCard ?? false,
    tip: false,
    grams: input.weight ? Math.round(input.weight.value * (GRAMS[input.weight.unit] ?? 1)) : 0,
  };
}

function discountOf(input: OrderCreateInput, currency: string): Discount | null {
  const code = input.discountCode;
  if (code?.itemFixedDiscountCode) {
    const { amountSet } = code.itemFixedDiscountCode;
    const value = amountSet ? toMinor(amountSet.shopMoney.amount, currency) : 0;
    return { code: code.itemFixedDiscountCode.code, kind: "fixed", value };
  }
  if (code?.itemPercentageDiscountCode) {
    const { percentage } = code.itemPercentageDiscountCode;
    return { code: code.itemPercentageDiscountCode.code, kind: "percentage", value: percentage ?? 0 };
  }
  return code?.freeShippingDiscountCode
    ? { code: code.freeShippingDiscountCode.code, kind: "free_shipping", value: 0 }
    : null;
}

/** The draft of an order from a valid input. */
export function draftOf(ctx: CallContext, input: OrderCreateInput): OrderDraft {
  const { store } = ctx.world;
  const now = ctx.world.now().toISOString();
  const currency = input.currency ?? ctx.shop.currency;
  const presentmentCurrency = input.presentmentCurrency ?? currency;
  const read = reader(currency, presentmentCurrency);
  const processedAt = input.processedAt ? new Date(input.processedAt).toISOString() : now;
  const draft: OrderDraft = {
    clientId: ctx.app.clientId,
    name: input.name ?? null,
    createdAt: now,
    // Since 2026-07 a future time becomes the current time.
    processedAt: processedAt > now ? now : processedAt,
    closedAt: input.closedAt ? new Date(input.closedAt).toISOString() : null,
    currency,
    presentmentCurrency,
    email: input.email || null,
    phone: input.phone || null,
    note: input.note ?? null,
    tags: input.tags ?? [],
    customAttributes: input.customAttributes ?? [],
    customerId: customerOf(ctx, input),
    shippingAddress: makeAddress(store, input.shippingAddress),
    billingAddress: makeAddress(store, input.billingAddress),
    lines: (input.lineItems ?? []).map((line) => lineOf(ctx, line, read)),
    shippingLines: (input.shippingLines ?? []).map((line) => ({
      title: line.title,
      code: line.code ?? null,
      source: line.source ?? null,
      price: read.bag(line.priceSet),
      taxLines: read.taxLines(line.taxLines),
    })),
    taxLines: read.taxLines(input.taxLines),
    taxesIncluded: input.taxesIncluded ?? false,
    discount: discountOf(input, currency),
    transactions: (input.transactions ?? []).map(
      (entry): DraftTransaction => ({
        kind: entry.kind ?? "SALE",
        status: entry.status ?? "SUCCESS",
        gateway: entry.gateway ?? "manual",
        amount: read.bag(entry.amountSet),
        parentId: null,
        test: entry.test ?? false,
        processedAt: entry.processedAt ?? processedAt,
      }),
    ),
    givenFinancialStatus: input.financialStatus ?? null,
    importedFulfillment: input.fulfillmentStatus === "FULFILLED",
    metafields: (input.metafields ?? []).map((metafield) => ({
      id: store.nextId(),
      namespace: namespaceOf(ctx.app, metafield.namespace),
      key: metafield.key ?? "",
      type: metafield.type ?? "single_line_text_field",
      value: metafield.value ?? "",
      createdAt: now,
      updatedAt: now,
    })),
    poNumber: input.poNumber ?? null,
    sourceIdentifier: input.sourceIdentifier ?? null,
    sourceName: input.sourceName ?? ctx.app.id,
    sourceUrl: input.sourceUrl ?? null,
    test: input.test ?? false,
  };
  const assumeSale = ctx.world.settings().paidStatusAddsTransaction;
  if (assumeSale && input.financialStatus === "PAID" && draft.transactions.length === 0) {
    const amount = totalOfDraft(draft);
    if (amount.shop > 0) {
      draft.transactions.push({
        kind: "SALE",
        status: "SUCCESS",
        gateway: "manual",
        amount,
        parentId: null,
        test: draft.test,
        processedAt: draft.processedAt,
      });
    }
  }
  return draft;
}
