import { unfulfilledQuantity } from "../order-facts/status";
import { totalsOf } from "../order-facts/totals";
import { canMarkAsPaid } from "../orders/pay";
import { RISK_LEVELS, riskLevel } from "../orders/risk";
import type { FulfillmentOrder, Line, Order } from "../state/order-types";
import type { Shop } from "../state/shop-types";
import { area, check, field, type Html, html, select } from "../web/html";
import { addressFields } from "./new-order";

function quantities(
  lines: Line[],
  label: string,
  value: (line: Line) => number,
  max: (line: Line) => number,
): Html[] {
  return lines.map((line) =>
    field(`${label} ${line.title}${line.variantTitle ? ` - ${line.variantTitle}` : ""}`, `line${line.id}`, {
      type: "number",
      min: 0,
      max: max(line),
      value: value(line),
    }),
  );
}

type Choice = [value: string, text: string];

function choices(values: readonly string[]): Choice[] {
  return values.map((value) => [value, value]);
}

const HOLD_REASONS = choices([
  "AWAITING_PAYMENT",
  "HIGH_RISK_OF_FRAUD",
  "INCORRECT_ADDRESS",
  "INVENTORY_OUT_OF_STOCK",
  "UNKNOWN_DELIVERY_DATE",
  "OTHER",
]);

const CANCEL_REASONS = choices(["CUSTOMER", "INVENTORY", "FRAUD", "DECLINED", "STAFF", "OTHER"]);

const RESTOCK_TYPES: Choice[] = [
  ["CANCEL", "Restock, and do not ship"],
  ["RETURN", "Restock returned items"],
  ["NO_RESTOCK", "Do not restock"],
];

type Form = (title: string, action: string, inner: Html, button: string, tone?: string) => Html;

/** The forms of an order page. Only the changes that the order currently allows are shown. */
export function orderForms(shop: Shop, order: Order): Html {
  const form: Form = (title, action, inner, button, tone = "") =>
    html`<section><h2>${title}</h2><form method="post" action="/${shop.domain}/admin/orders/${order.id}/${action}">${inner}<button class="${tone}">${button}</button></form></section>`;
  const left = order.lines.filter((line) => line.currentQuantity > 0);
  const isEditable = left.length > 0 && !order.cancelledAt;
  return html`${[
    canMarkAsPaid(order) && form("Payment", "pay", html``, "Mark as paid"),
    shipForm(form, order),
    holdForms(form, order),
    riskForm(form, order),
    detailsForm(form, order),
    isEditable && [editForm(form, left), refundForm(form, left), cancelForm(form, order)],
  ]}`;
}

function shipForm(form: Form, order: Order): Html | null {
  const unshipped = order.lines.filter((line) => unfulfilledQuantity(order, line.id) > 0);
  if (unshipped.length === 0) return null;
  const remaining = (line: Line) => unfulfilledQuantity(order, line.id);
  const fields = html`<div class="fields">${quantities(unshipped, "Ship", remaining, remaining)}${field("Tracking company", "trackingCompany")}${field("Tracking number", "trackingNumber")}${field("Tracking link", "trackingUrl")}</div>`;
  return form("Fulfillment", "fulfill", fields, "Ship items");
}

function holdForms(form: Form, order: Order): (Html | false)[] {
  const has = (...statuses: FulfillmentOrder["status"][]) =>
    order.fulfillmentOrders.some(({ status }) => statuses.includes(status));
  const reasons = html`<div class="fields">${select("Reason", "reason", HOLD_REASONS, "OTHER")}</div>`;
  return [
    has("OPEN", "IN_PROGRESS") && form("Hold", "hold", reasons, "Hold fulfillment"),
    has("ON_HOLD") && form("Hold", "release", html``, "Release hold"),
  ];
}

function riskForm(form: Form, order: Order): Html {
  const levels = choices(RISK_LEVELS);
  const fields = html`<div class="fields">${select("Level", "level", levels, riskLevel(order))}</div>`;
  return form("Risk", "risk", fields, "Set risk level");
}

function detailsForm(form: Form, order: Order): Html {
  const address: Record<string, string | null> = { ...order.shippingAddress };
  const tags = field("Tags (separated by commas)", "tags", { value: order.tags.join(", ") });
  const fields = html`<div class="fields">${addressFields((name) => address[name] ?? "")}${tags}</div>${area("Note", "note", order.note)}`;
  return form("Address, tags and note", "update", fields, "Save changes");
}

function editForm(form: Form, lines: Line[]): Html {
  const current = (line: Line) => line.currentQuantity;
  const fields = quantities(lines, "New quantity of", current, () => 9_999);
  return form("Quantities", "edit", html`<div class="fields">${fields}</div>`, "Edit items");
}

function refundForm(form: Form, lines: Line[]): Html {
  const units = quantities(
    lines,
    "Refund",
    () => 0,
    (line) => line.currentQuantity,
  );
  const stock = select("Stock", "restockType", RESTOCK_TYPES, "CANCEL");
  const fields = html`<div class="fields">${units}${stock}</div>${check("Refund shipping", "shipping", false)}`;
  return form("Refund", "refund", fields, "Refund items");
}

function cancelForm(form: Form, order: Order): Html {
  const reason = select("Reason", "reason", CANCEL_REASONS, "CUSTOMER");
  const refund = totalsOf(order).net.shop > 0 && check("Refund payment", "refund", true);
  const fields = html`<div class="fields">${reason}</div>${check("Restock items", "restock", true)}${refund}`;
  return form("Cancellation", "cancel", fields, "Cancel order", "danger");
}
