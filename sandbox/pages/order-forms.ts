import { unfulfilledQuantity } from "../order-facts/status";
import { totalsOf } from "../order-facts/totals";
import { canMarkAsPaid } from "../orders/pay";
import { RISK_LEVELS, riskLevel } from "../orders/risk";
import type { Line, Order } from "../state/order-types";
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

const HOLD_REASONS = [
  "AWAITING_PAYMENT",
  "HIGH_RISK_OF_FRAUD",
  "INCORRECT_ADDRESS",
  "INVENTORY_OUT_OF_STOCK",
  "UNKNOWN_DELIVERY_DATE",
  "OTHER",
].map((reason): [string, string] => [reason, reason]);

/** The forms of an order's page: only those that make sense now. */
export function orderForms(shop: Shop, order: Order): Html {
  const action = (name: string) => `/${shop.domain}/admin/orders/${order.id}/${name}`;
  const form = (title: string, name: string, inner: Html, button: string, tone = "") =>
    html`<section><h2>${title}</h2><form method="post" action="${action(name)}">${inner}<button class="${tone}">${button}</button></form></section>`;
  const address: Record<string, string | null> = { ...order.shippingAddress };
  const left = order.lines.filter((line) => line.currentQuantity > 0);
  const toShip = order.lines.filter((line) => unfulfilledQuantity(order, line.id) > 0);
  const received = totalsOf(order).net.shop > 0;
  const parts: Html[] = [];
  if (canMarkAsPaid(order)) parts.push(form("Payment", "pay", html``, "Mark as paid"));
  if (toShip.length > 0) {
    const fields = html`<div class="fields">${quantities(
      toShip,
      "Ship",
      (line) => unfulfilledQuantity(order, line.id),
      (line) => unfulfilledQuantity(order, line.id),
    )}${field("Tracking company", "trackingCompany")}${field("Tracking number", "trackingNumber")}${field("Tracking link", "trackingUrl")}</div>`;
    parts.push(form("Fulfillment", "fulfill", fields, "Ship items"));
  }
  if (order.fulfillmentOrders.some(({ status }) => status === "OPEN" || status === "IN_PROGRESS")) {
    const reasons = html`<div class="fields">${select("Why", "reason", HOLD_REASONS, "OTHER")}</div>`;
    parts.push(form("Hold", "hold", reasons, "Hold fulfillment"));
  }
  if (order.fulfillmentOrders.some(({ status }) => status === "ON_HOLD")) {
    parts.push(form("Hold", "release", html``, "Release hold"));
  }
  const levels = RISK_LEVELS.map((level): [string, string] => [level, level]);
  const assessment = html`<div class="fields">${select("Level", "level", levels, riskLevel(order))}</div>`;
  parts.push(form("Risk", "risk", assessment, "Assess"));
  parts.push(
    form(
      "Address, tags and note",
      "update",
      html`<div class="fields">${addressFields((name) => address[name] ?? "")}${field("Tags (separated by commas)", "tags", { value: order.tags.join(", ") })}</div>${area("Note", "note", order.note)}`,
      "Save changes",
    ),
  );
  if (left.length > 0 && !order.cancelledAt) {
    parts.push(
      form(
        "Quantities",
        "edit",
        html`<div class="fields">${quantities(
          left,
          "New quantity of",
          (line) => line.currentQuantity,
          () => 9_999,
        )}</div>`,
        "Edit items",
      ),
      form(
        "Refund",
        "refund",
        html`<div class="fields">${quantities(
          left,
          "Refund",
          () => 0,
          (line) => line.currentQuantity,
        )}${select(
          "Stock",
          "restockType",
          [
            ["CANCEL", "Back to stock, not to be shipped"],
            ["RETURN", "Back to stock, was shipped"],
            ["NO_RESTOCK", "Leave as it is"],
          ],
          "CANCEL",
        )}</div>${check("Refund shipping", "shipping", false)}`,
        "Refund items",
      ),
      form(
        "Cancellation",
        "cancel",
        html`<div class="fields">${select(
          "Reason",
          "reason",
          ["CUSTOMER", "INVENTORY", "FRAUD", "DECLINED", "STAFF", "OTHER"].map((reason) => [reason, reason]),
          "CUSTOMER",
        )}</div>${check("Restock items", "restock", true)}${received ? check("Refund payment", "refund", true) : ""}`,
        "Cancel order",
        "danger",
      ),
    );
  }
  return html`${parts}`;
}
