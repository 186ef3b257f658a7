import { displayFulfillmentStatus, financialStatus } from "../order-facts/status";
import { totalsOf } from "../order-facts/totals";
import type { Order } from "../state/order-types";
import type { Shop } from "../state/shop-types";
import { moneyText } from "../values/money";
import { dateTime } from "../values/time-format";
import { badge, type Html, html, page } from "../web/html";
import type { World } from "../world/world";

/** `/`: the list of shops. */
export function shopsPage(world: World): string {
  const shops = world.store.all("shop");
  const rows = shops.map(
    (shop) =>
      html`<tr><td><a href="/${shop.domain}/admin">${shop.name}</a></td><td>${shop.domain}</td><td>${shop.currency}</td><td>${shop.plan}</td><td class="number">${world.store.orders(shop.domain).length}</td></tr>`,
  );
  const table = html`<table><thead><tr><th>Shop</th><th>Domain</th><th>Currency</th><th>Plan</th><th class="number">Orders</th></tr></thead><tbody>${rows}</tbody></table>`;
  const empty = html`<p>There are no shops yet. Create one with POST /_control/shops.</p>`;
  return page("Shops", html`<section>${shops.length > 0 ? table : empty}</section>`);
}

/** Breadcrumb to the orders of a shop. */
export function crumb(shop: Shop): Html {
  return html` / <a href="/${shop.domain}/admin">${shop.name}</a>`;
}

/** Where an order came from: the online store, or an app and the source identifier that it set. */
function origin(world: World, order: Order): string {
  if (order.clientId === null) return "Online store";
  const app = world.store.get("app", order.clientId)?.name ?? order.clientId;
  return order.sourceIdentifier ? `${app} · ${order.sourceIdentifier}` : app;
}

const PAGE_SIZE = 50;

/** `/{shop}/admin`: the orders of a shop, newest first. */
export function ordersPage(world: World, shop: Shop, query: URLSearchParams): string {
  const orders = world.store.orders(shop.domain).reverse();
  const start = Math.max(0, Number(query.get("from") ?? 0) || 0);
  const rows = orders.slice(start, start + PAGE_SIZE).map(
    (order) => html`<tr>
<td><a href="/${shop.domain}/admin/orders/${order.id}">${order.name}</a></td>
<td>${dateTime(order.createdAt)}</td>
<td>${[order.shippingAddress?.firstName, order.shippingAddress?.lastName].filter(Boolean).join(" ") || order.email}</td>
<td class="number">${moneyText(totalsOf(order).currentTotal.shop, order.currency)} ${order.currency}</td>
<td>${badge(financialStatus(order))}</td>
<td>${order.cancelledAt ? badge("CANCELLED") : badge(displayFulfillmentStatus(order, world.settings()))}</td>
<td>${origin(world, order)}</td><td>${order.tags.join(", ")}</td></tr>`,
  );
  const more = html`<p>${start > 0 ? html`<a href="?from=${Math.max(0, start - PAGE_SIZE)}">Newer</a> ` : ""}${start + PAGE_SIZE < orders.length ? html`<a href="?from=${start + PAGE_SIZE}">Older</a>` : ""}</p>`;
  const table = html`<table><thead><tr><th>Order</th><th>Date</th><th>Customer</th><th class="number">Total</th><th>Payment</th><th>Fulfillment</th><th>Origin</th><th>Tags</th></tr></thead><tbody>${rows}</tbody></table>${more}`;
  return page(
    `Orders of ${shop.name}`,
    html`<p><a class="button" href="/${shop.domain}/admin/orders/new">Place an order</a></p>
<section>${orders.length > 0 ? table : html`<p>No orders yet.</p>`}</section>`,
    crumb(shop),
  );
}
