import { displayFulfillmentStatus, financialStatus, unfulfilledQuantity } from "../../order-facts/status";
import { lineTotal, type Totals, totalsOf } from "../../order-facts/totals";
import { canMarkAsPaid } from "../../orders/pay";
import { recommendation, riskLevel } from "../../orders/risk";
import type { Order, RiskAssessment, ShippingLine } from "../../state/order-types";
import { type Bag, share, sum } from "../../values/money";
import { dateTime } from "../../values/time-format";
import { partsOf } from "../call/connection";
import { type Args, type CallContext, fieldsOf, type ResolverMap } from "../call/context";
import { hasScope } from "../call/scopes";
import { mailingAddress } from "./address";
import { agreementsOf } from "./agreements";
import { fulfillmentView } from "./fulfillment";
import { metafieldFields } from "./metafield";
import { money, moneyBag, taxLine } from "./money";
import { refundView, transactionView } from "./refund";
import { eventsOf } from "./timeline";

const FULFILLMENT_SCOPES = ["read_merchant_managed_fulfillment_orders"];

function bag(pick: (totals: Totals) => Bag) {
  return (order: Order) => moneyBag(order, pick(totalsOf(order)));
}

function legacy(pick: (totals: Totals) => Bag) {
  return (order: Order) => money(order, pick(totalsOf(order)));
}

const nothing = () => null;
const none = () => [];
const lines = (order: Order, args: Args) =>
  partsOf(
    order.lines.map((line) => ({ order, line })),
    args,
    ({ line }) => line.id,
  );

function shippingLine(order: Order, line: ShippingLine) {
  const net = {
    shop: line.price.shop - line.discount.shop,
    presentment: line.price.presentment - line.discount.presentment,
  };
  const refunded = sum(order.refunds.map((refund) => refund.shipping));
  const current = order.cancelledAt
    ? { shop: 0, presentment: 0 }
    : { shop: net.shop - refunded.shop, presentment: net.presentment - refunded.presentment };
  return {
    id: `gid://shopify/ShippingLine/${line.id}`,
    title: line.title,
    code: line.code,
    source: line.source,
    carrierIdentifier: null,
    custom: line.source === null,
    deliveryCategory: null,
    phone: null,
    shippingRateHandle: null,
    isRemoved: false,
    originalPriceSet: moneyBag(order, line.price),
    discountedPriceSet: moneyBag(order, net),
    currentDiscountedPriceSet: moneyBag(order, current),
    price: money(order, line.price),
    discountAllocations: [],
    taxLines: line.taxLines.map((entry) => taxLine(order, entry)),
  };
}

/** Fulfillment orders that the token may read. Without the scope the list is empty, without an error. */
function fulfillmentOrders(order: Order, args: Args, ctx: CallContext) {
  const open = FULFILLMENT_SCOPES.some((scope) => hasScope(ctx.token, scope));
  const now = ctx.world.now().toISOString();
  const visible = open ? order.fulfillmentOrders.filter(({ visibleAt }) => visibleAt <= now) : [];
  return partsOf(
    visible.map((fulfillmentOrder) => ({ order, fulfillmentOrder })),
    args,
    ({ fulfillmentOrder }) => fulfillmentOrder.id,
  );
}

/** `OrderRiskAssessment`. An assessment by Shopify has no provider. */
export function assessmentView(ctx: CallContext, assessment: RiskAssessment) {
  const app = assessment.clientId ? ctx.world.store.get("app", assessment.clientId) : undefined;
  return {
    riskLevel: assessment.level,
    facts: assessment.facts,
    provider: app ? { ...ctx, app } : null,
  };
}

const identity = fieldsOf<Order>({
  id: (order) => `gid://shopify/Order/${order.id}`,
  legacyResourceId: (order) => order.id,
  name: (order) => order.name,
  number: (order) => order.number,
  confirmationNumber: (order) => order.confirmationNumber,
  sourceIdentifier: (order) => order.sourceIdentifier,
  sourceName: (order) => order.sourceName,
  registeredSourceUrl: (order) => order.sourceUrl,
  app: (order, _args, ctx) => {
    const app = order.clientId ? ctx.world.store.get("app", order.clientId) : undefined;
    return app ? { id: `gid://shopify/App/${app.id}`, name: app.name, icon: null } : null;
  },
  attribution: (order, _args, ctx) => {
    const app = order.clientId ? ctx.world.store.get("app", order.clientId) : undefined;
    return app ? { handle: app.handle, displayName: app.name, icon: null } : null;
  },
  createdAt: (order) => dateTime(order.createdAt),
  processedAt: (order) => dateTime(order.processedAt),
  updatedAt: (order) => dateTime(order.updatedAt),
  cancelledAt: (order) => dateTime(order.cancelledAt),
  closedAt: (order) => dateTime(order.closedAt),
  cancelReason: (order) => order.cancelReason,
  cancellation: (order) => (order.cancelledAt ? { staffNote: order.staffNote } : null),
  poNumber: (order) => order.poNumber,
  note: (order) => order.note,
  tags: (order) => order.tags,
  customAttributes: (order) => order.customAttributes,
  email: (order) => order.email,
  phone: (order) => order.phone,
  test: (order) => order.test,
  currencyCode: (order) => order.currency,
  presentmentCurrencyCode: (order) => order.presentmentCurrency,
  taxesIncluded: (order) => order.taxesIncluded,
  cartToken: nothing,
  checkoutToken: nothing,
  clientIp: nothing,
  customerLocale: nothing,
});

const state = fieldsOf<Order>({
  displayFinancialStatus: (order) => financialStatus(order),
  displayFulfillmentStatus: (order, _args, ctx) => displayFulfillmentStatus(order, ctx.world.settings()),
  returnStatus: () => "NO_RETURN",
  closed: (order) => order.closedAt !== null,
  confirmed: () => true,
  edited: (order) => order.edited,
  fullyPaid: (order) => financialStatus(order) === "PAID",
  unpaid: (order) => totalsOf(order).received.shop === 0 && totalsOf(order).outstanding.shop > 0,
  fulfillable: (order) => order.lines.some((line) => unfulfilledQuantity(order, line.id) > 0),
  requiresShipping: (order) => order.lines.some((line) => line.requiresShipping),
  canMarkAsPaid: (order) => canMarkAsPaid(order),
  canNotifyCustomer: (order) => order.email !== null,
  capturable: (order) => totalsOf(order).capturable.shop > 0,
  refundable: (order) => totalsOf(order).net.shop > 0,
  restockable: (order) => order.lines.some((line) => line.claimedFrom !== null && line.currentQuantity > 0),
  merchantEditable: (order) => order.cancelledAt === null,
  merchantEditableErrors: (order) => (order.cancelledAt ? ["Order is canceled."] : []),
  risk: (order, _args, ctx) => ({
    recommendation: recommendation(order),
    assessments: order.risk.map((assessment) => assessmentView(ctx, assessment)),
  }),
  riskLevel: (order) => (["HIGH", "MEDIUM"].includes(riskLevel(order)) ? riskLevel(order) : "LOW"),
  dutiesIncluded: () => false,
  estimatedTaxes: () => false,
  taxExempt: () => false,
  customerAcceptsMarketing: () => false,
  subtotalLineItemsQuantity: (order) => order.lines.reduce((total, line) => total + line.quantity, 0),
  currentSubtotalLineItemsQuantity: (order) =>
    order.lines.reduce((total, line) => total + line.currentQuantity, 0),
  totalWeight: (order) => String(order.lines.reduce((total, line) => total + line.grams * line.quantity, 0)),
});

const amounts = fieldsOf<Order>({
  totalPriceSet: bag((totals) => totals.total),
  originalTotalPriceSet: bag((totals) => totals.total),
  currentTotalPriceSet: bag((totals) => totals.currentTotal),
  subtotalPriceSet: bag((totals) => totals.subtotal),
  currentSubtotalPriceSet: bag((totals) => totals.currentSubtotal),
  totalShippingPriceSet: bag((totals) => totals.shipping),
  currentShippingPriceSet: bag((totals) => totals.currentShipping),
  totalTaxSet: bag((totals) => totals.tax),
  currentTotalTaxSet: bag((totals) => totals.currentTax),
  totalDiscountsSet: bag((totals) => totals.discounts),
  currentTotalDiscountsSet: bag((totals) => totals.currentDiscounts),
  totalReceivedSet: bag((totals) => totals.received),
  totalRefundedSet: bag((totals) => totals.refunded),
  totalRefundedShippingSet: bag((totals) => totals.refundedShipping),
  totalOutstandingSet: bag((totals) => totals.outstanding),
  totalCapturableSet: bag((totals) => totals.capturable),
  netPaymentSet: bag((totals) => totals.net),
  totalTipReceivedSet: (order) => moneyBag(order, sum(order.lines.filter(({ tip }) => tip).map(lineTotal))),
  totalPrice: legacy((totals) => totals.total),
  totalReceived: legacy((totals) => totals.received),
  totalRefunded: legacy((totals) => totals.refunded),
  totalCapturable: legacy((totals) => totals.capturable),
  totalShippingPrice: legacy((totals) => totals.shipping),
  totalTax: legacy((totals) => totals.tax),
  totalDiscounts: legacy((totals) => totals.discounts),
  subtotalPrice: legacy((totals) => totals.subtotal),
  netPayment: legacy((totals) => totals.net),
  paymentGatewayNames: (order) => [...new Set(order.transactions.map(({ gateway }) => gateway))],
  taxLines: (order) =>
    [...order.taxLines, ...order.lines.flatMap((line) => line.taxLines)].map((line) => taxLine(order, line)),
  discountCode: (order) => order.discount?.code ?? null,
  discountCodes: (order) => (order.discount ? [order.discount.code] : []),
});

const parts = fieldsOf<Order>({
  customer: (order, _args, ctx) =>
    order.customerId ? (ctx.world.store.get("customer", order.customerId) ?? null) : null,
  billingAddress: (order) => mailingAddress(order.billingAddress),
  shippingAddress: (order) => mailingAddress(order.shippingAddress),
  displayAddress: (order) => mailingAddress(order.shippingAddress ?? order.billingAddress),
  billingAddressMatchesShippingAddress: (order) => {
    const plain = (address: Order["billingAddress"]) => JSON.stringify({ ...address, id: "" });
    return plain(order.billingAddress) === plain(order.shippingAddress);
  },
  lineItems: lines,
  shippingLines: (order, args) =>
    partsOf(
      order.shippingLines.map((line) => shippingLine(order, line)),
      args,
      ({ id }) => id.split("/").at(-1) ?? "0",
    ),
  shippingLine: (order) => (order.shippingLines[0] ? shippingLine(order, order.shippingLines[0]) : null),
  fulfillmentOrders,
  fulfillments: (order, args) =>
    limited(order.fulfillments, args).map((fulfillment) => fulfillmentView(order, fulfillment)),
  fulfillmentsCount: (order) => ({ count: order.fulfillments.length, precision: "EXACT" }),
  refunds: (order, args) => limited(order.refunds, args).map((refund) => refundView(order, refund)),
  transactions: (order, args) =>
    limited(order.transactions, args).map((transaction) => transactionView(order, transaction)),
  transactionsCount: (order) => ({ count: order.transactions.length, precision: "EXACT" }),
  returns: (_order, args) => partsOf([], args, () => "0"),
  agreements: agreementsOf,
  events: eventsOf,
  additionalFees: none,
  alerts: none,
  disputes: none,
  currentTaxLines: (order) =>
    order.lines.flatMap((line) =>
      line.taxLines.map((entry) =>
        taxLine(order, { ...entry, price: share(entry.price, line.currentQuantity, line.quantity) }),
      ),
    ),
  ...metafieldFields("ORDER"),
});

function limited<Row>(rows: Row[], args: Args): Row[] {
  return typeof args.first === "number" ? rows.slice(0, args.first) : rows;
}

export const orderResolvers: ResolverMap = {
  Order: { ...identity, ...state, ...amounts, ...parts },
};
