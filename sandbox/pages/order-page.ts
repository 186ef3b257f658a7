import {
  displayFulfillmentStatus,
  financialStatus,
  fulfilledQuantity,
  unfulfilledQuantity,
} from "../order-facts/status";
import { shippingPrice, totalsOf } from "../order-facts/totals";
import type { Order } from "../state/order-types";
import type { Address, Shop } from "../state/shop-types";
import { moneyText } from "../values/money";
import { dateTime } from "../values/time-format";
import { alert, badge, type Html, html, page } from "../web/html";
import type { World } from "../world/world";
import { orderForms } from "./order-forms";
import { crumb } from "./shop-pages";

function addressBlock(title: string, address: Address | null): Html {
  const lines = address
    ? [
        [address.firstName, address.lastName].filter(Boolean).join(" "),
        address.company,
        address.address1,
        address.address2,
        [address.zip, address.city, address.provinceCode].filter(Boolean).join(" "),
        address.country,
        address.phone,
      ].filter(Boolean)
    : ["No address"];
  return html`<dt>${title}</dt><dd>${lines.map((line) => html`${line}<br>`)}</dd>`;
}

function linesTable(order: Order): Html {
  const rows = order.lines.map(
    (line) => html`<tr><td>${line.title}${line.variantTitle ? ` - ${line.variantTitle}` : ""}
${line.properties.map(({ key, value }) => html`<br><small>${key}: ${value}</small>`)}</td>
<td>${line.sku}</td><td class="number">${line.quantity}</td><td class="number">${line.currentQuantity}</td>
<td class="number">${fulfilledQuantity(order, line.id)}</td><td class="number">${unfulfilledQuantity(order, line.id)}</td>
<td class="number">${moneyText(line.unitPrice.shop, order.currency)}</td><td>${line.variantId ? "" : "custom line"}${line.requiresShipping ? "" : " no shipping"}</td></tr>`,
  );
  return html`<table><thead><tr><th>Item</th><th>SKU</th><th class="number">Ordered</th><th class="number">Current</th><th class="number">Shipped</th><th class="number">To ship</th><th class="number">Price</th><th></th></tr></thead><tbody>${rows}</tbody></table>`;
}

function moneyList(order: Order): Html {
  const totals = totalsOf(order);
  const shown: [string, number][] = [
    ["Subtotal", totals.subtotal.shop],
    ["Discounts", -totals.discounts.shop],
    ["Shipping", totals.shipping.shop],
    ["Tax", totals.tax.shop],
    ["Total", totals.total.shop],
    ["Current total", totals.currentTotal.shop],
    ["Received", totals.received.shop],
    ["Refunded", totals.refunded.shop],
    ["Outstanding", totals.outstanding.shop],
  ];
  return html`<dl>${shown.map(([name, amount]) => html`<dt>${name}</dt><dd>${moneyText(amount, order.currency)} ${order.currency}</dd>`)}
${order.shippingLines.map((line) => html`<dt>Shipping method</dt><dd>${line.title} (${moneyText(shippingPrice(line).shop, order.currency)})</dd>`)}</dl>`;
}

function pairs(list: { key: string; value: string }[]): Html {
  return html`<dl>${list.map(({ key, value }) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl>`;
}

function shipments(order: Order): Html {
  if (order.fulfillments.length === 0) return html``;
  const rows = order.fulfillments.map(
    (fulfillment) =>
      html`<tr><td>${fulfillment.name}</td><td>${badge(fulfillment.status)}</td><td>${fulfillment.lines.map(({ lineId, quantity }) => html`${quantity} × ${order.lines.find((line) => line.id === lineId)?.title}<br>`)}</td><td>${fulfillment.tracking.map(({ company, number, url }) => html`${company} ${number} ${url}<br>`)}</td></tr>`,
  );
  return html`<section><h2>Fulfillments</h2><table><tbody>${rows}</tbody></table></section>`;
}

/** `/{shop}/admin/orders/{id}`: the details of an order, and forms that change it. */
export function orderPage(world: World, shop: Shop, order: Order, message: string | null): string {
  const app = order.clientId
    ? (world.store.get("app", order.clientId)?.name ?? order.clientId)
    : "Online store";
  const facts: [string, string | null][] = [
    ["Created", dateTime(order.createdAt)],
    ["Origin", app],
    ["Source identifier", order.sourceIdentifier],
    ["Source name", order.sourceName],
    ["E-mail", order.email],
    ["Phone", order.phone],
    ["Tags", order.tags.join(", ")],
    ["Note", order.note],
    ["Cancelled", order.cancelledAt && `${dateTime(order.cancelledAt)} (${order.cancelReason})`],
    ["Archived", dateTime(order.closedAt)],
    ["Test order", order.test ? "yes" : null],
  ];
  const body = html`${alert(message)}
<p>${badge(financialStatus(order))} ${badge(displayFulfillmentStatus(order, world.settings()))} ${order.cancelledAt ? badge("CANCELLED") : ""}</p>
<section><h2>Items</h2>${linesTable(order)}</section>
<section><h2>Order</h2><dl>${facts.map(([name, value]) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : ""))}
${addressBlock("Shipping address", order.shippingAddress)}${addressBlock("Billing address", order.billingAddress)}</dl></section>
<section><h2>Money</h2>${moneyList(order)}</section>
${order.customAttributes.length > 0 ? html`<section><h2>Custom attributes</h2>${pairs(order.customAttributes)}</section>` : ""}
${order.metafields.length > 0 ? html`<section><h2>Metafields</h2>${pairs(order.metafields.map(({ namespace, key, value }) => ({ key: `${namespace}.${key}`, value })))}</section>` : ""}
${shipments(order)}${orderForms(shop, order)}`;
  return page(`Order ${order.name}`, body, crumb(shop));
}
