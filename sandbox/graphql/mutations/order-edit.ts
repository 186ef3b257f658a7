import { fulfilledQuantity } from "../../order-facts/status";
import { totalsOf } from "../../order-facts/totals";
import { editOrder, editRefusal } from "../../orders/edit";
import { beginEdit, editOf } from "../../orders/edit-session";
import { mailShopper } from "../../orders/mail";
import type { DraftLine } from "../../state/order-draft";
import { idOf } from "../../values/gid";
import { toMinor } from "../../values/money";
import { type Args, type CallContext, fieldsOf } from "../call/context";
import { notImplemented, type UserError } from "../call/errors";
import { type CalculatedOrderView, calculatedLines } from "../resolvers/calculated-order";

const problem = (field: string[] | null, message: string): UserError => ({ field, message });
const NOT_EDITABLE = "The order cannot be edited.";

function refuse(...userErrors: UserError[]) {
  return { calculatedOrder: null, calculatedLineItem: null, orderEditSession: null, userErrors };
}

/** The open edit of the calling app, or null. Committed edits no longer exist. */
function find(ctx: CallContext, gid: unknown): CalculatedOrderView | null {
  const number = idOf(gid, "CalculatedOrder") ?? idOf(gid, "OrderEditSession") ?? "";
  const session = ctx.world.store.get("editSession", number);
  if (!session || session.shop !== ctx.shop.domain || session.clientId !== ctx.app.clientId) return null;
  const order = ctx.world.store.order(session.shop, session.orderId);
  return order ? { session, order } : null;
}

const MISSING = problem(["id"], "The calculated order does not exist.");

/** Stores a step of an edit and returns the payload. */
function staged(ctx: CallContext, view: CalculatedOrderView, lineId: string) {
  ctx.world.store.put("editSession", view.session.id, view.session);
  const lines = [...calculatedLines(view, false), ...calculatedLines(view, true)];
  return {
    calculatedOrder: view,
    calculatedLineItem: lines.find(({ line }) => line.id === lineId) ?? null,
    orderEditSession: { id: `gid://shopify/OrderEditSession/${view.session.id}` },
    userErrors: [],
  };
}

function orderEditBegin(_source: unknown, args: Args, ctx: CallContext) {
  const order = ctx.world.store.order(ctx.shop.domain, idOf(args.id, "Order") ?? "");
  if (!order) return refuse(problem(["id"], "The order does not exist."));
  if (order.cancelledAt) return refuse(problem(null, NOT_EDITABLE));
  const session = beginEdit(ctx.world, order, ctx.app.clientId);
  return {
    calculatedOrder: { session, order },
    orderEditSession: { id: `gid://shopify/OrderEditSession/${session.id}` },
    userErrors: [],
  };
}

function refuseLocation(args: Args): void {
  if (args.locationId) throw notImplemented("locations in order edits");
}

function orderEditSetQuantity(_source: unknown, args: Args, ctx: CallContext) {
  refuseLocation(args);
  const view = find(ctx, args.id);
  if (!view) return refuse(MISSING);
  const { session, order } = view;
  const id = /^gid:\/\/shopify\/(?:Calculated)?LineItem\/([\w-]+)/.exec(String(args.lineItemId))?.[1] ?? "";
  const quantity = args.quantity as number;
  const addition = session.additions.find((candidate) => candidate.id === id);
  const line = order.lines.find((candidate) => candidate.id === id);
  if (!addition && !line) {
    return refuse(problem(["lineItemId"], "The line item does not exist on the order."));
  }
  if (quantity < 0) return refuse(problem(["quantity"], "must be greater than or equal to 0"));
  if (line && quantity < fulfilledQuantity(order, line.id)) {
    return refuse(problem(["quantity"], "The quantity cannot be less than what was already fulfilled."));
  }
  if (addition) addition.line.quantity = quantity;
  else {
    const others = session.quantities.filter(({ lineId }) => lineId !== id);
    session.quantities = [...others, { lineId: id, quantity, restock: args.restock === true }];
  }
  return staged(ctx, view, id);
}

function quantityProblems(quantity: number): UserError[] {
  return [
    ...(quantity <= 0 ? [problem(["quantity"], "must be greater than 0")] : []),
    ...(quantity < 0 ? [problem(["quantity"], "must be greater than or equal to 0")] : []),
  ];
}

function add(ctx: CallContext, view: CalculatedOrderView, line: DraftLine) {
  const id = ctx.world.random.uuid();
  view.session.additions.push({ id, line });
  return staged(ctx, view, id);
}

function orderEditAddVariant(_source: unknown, args: Args, ctx: CallContext) {
  refuseLocation(args);
  const view = find(ctx, args.id);
  if (!view) return refuse(MISSING);
  const variantId = idOf(args.variantId, "ProductVariant") ?? "";
  if (variantId === "0") {
    const message = "can't convert Integer[0] to a positive Integer to use as an untrusted id";
    return refuse(problem(["variantId"], message));
  }
  const found = ctx.world.store.variant(ctx.shop.domain, variantId);
  if (!found) return refuse(problem(["variantId"], "The variant does not exist in the shop."));
  const problems = quantityProblems(args.quantity as number);
  if (problems.length > 0) return refuse(...problems);
  const { product, variant } = found;
  const known = view.order.lines.some((line) => line.variantId === variant.id && line.currentQuantity > 0);
  if (known && args.allowDuplicates !== true) {
    const message = `${product.title} was not added because it's already on the order.`;
    return refuse(problem(["id"], message));
  }
  return add(ctx, view, {
    variantId: variant.id,
    productId: product.id,
    title: product.title,
    variantTitle: variant.title === "Default Title" ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    quantity: args.quantity as number,
    unitPrice: { shop: variant.price, presentment: variant.price },
    taxLines: [],
    properties: [],
    requiresShipping: variant.requiresShipping,
    taxable: variant.taxable,
    giftCard: product.giftCard,
    tip: false,
    grams: 0,
  });
}

const TITLE_LIMIT = 255;

/** The errors of an added custom item, as recorded. */
function customItemProblems(args: Args, currency: string): UserError[] {
  const title = String(args.title);
  const price = args.price as { amount: unknown; currencyCode: string };
  const problems: UserError[] = [];
  if (title.trim() === "") problems.push(problem(["title"], "can't be blank"));
  if (title.length > TITLE_LIMIT) {
    problems.push(problem(["title"], `is too long (maximum is ${TITLE_LIMIT} characters)`));
  }
  if ((args.quantity as number) <= 0) problems.push(problem(["quantity"], "must be greater than 0"));
  if (Number(price.amount) < 0) {
    problems.push(problem(["price", "amount"], "must be greater than or equal to 0"));
  }
  if (price.currencyCode !== currency) {
    problems.push(problem(["price", "amount"], `Currency must be ${currency}.`));
  }
  return problems;
}

function orderEditAddCustomItem(_source: unknown, args: Args, ctx: CallContext) {
  refuseLocation(args);
  const view = find(ctx, args.id);
  if (!view) return refuse(MISSING);
  const problems = customItemProblems(args, view.order.currency);
  if (problems.length > 0) return refuse(...problems);
  const price = toMinor((args.price as { amount: unknown }).amount, view.order.currency);
  return add(ctx, view, {
    variantId: null,
    productId: null,
    title: String(args.title),
    variantTitle: null,
    sku: null,
    vendor: null,
    quantity: args.quantity as number,
    unitPrice: { shop: price, presentment: price },
    taxLines: [],
    properties: [],
    requiresShipping: args.requiresShipping === true,
    taxable: args.taxable === true,
    giftCard: false,
    tip: false,
    grams: 0,
  });
}

function orderEditCommit(_source: unknown, args: Args, ctx: CallContext) {
  const fail = (...userErrors: UserError[]) => ({ order: null, successMessages: [], userErrors });
  const view = find(ctx, args.id);
  if (!view) return fail(MISSING);
  const { session, order } = view;
  if (order.cancelledAt) return fail(problem(null, NOT_EDITABLE));
  const edit = editOf(session, order);
  const refusal = editRefusal(order, edit);
  if (refusal) return fail(problem(["id"], refusal));
  const wasClosed = order.closedAt !== null;
  const staffNote = (args.staffNote as string | null | undefined) ?? "";
  editOrder(ctx.world, order, edit, { staffNote, clientId: ctx.app.clientId });
  ctx.world.store.remove("editSession", session.id);
  const messages = ["Order updated", ...(wasClosed ? ["Order unarchived"] : [])];
  if (args.notifyCustomer === true) {
    messages.push(totalsOf(order).outstanding.shop > 0 ? "Invoice sent" : "Notification sent");
    mailShopper(ctx.world, order, "edit");
  }
  return { order, successMessages: messages, userErrors: [] };
}

/** Order edits. An edit belongs to the app that began it, and the order does not change before the commit. */
export const orderEditMutations = fieldsOf<undefined>({
  orderEditBegin,
  orderEditSetQuantity,
  orderEditAddVariant,
  orderEditAddCustomItem,
  orderEditCommit,
});
