import type { Shop } from "../state/shop-types";
import { moneyText } from "../values/money";
import { alert, area, check, field, html, page, select } from "../web/html";
import type { World } from "../world/world";
import { crumb } from "./shop-pages";

const ROWS = 4;
const ADDED_ROWS = 4;
const MAX_ROWS = 250;

/** Form fields of an address. */
export function addressFields(value: (name: string) => string) {
  return [
    field("First name", "firstName", { value: value("firstName") }),
    field("Last name", "lastName", { value: value("lastName") }),
    field("Company", "company", { value: value("company") }),
    field("Address", "address1", { value: value("address1") }),
    field("Apartment", "address2", { value: value("address2") }),
    field("ZIP", "zip", { value: value("zip") }),
    field("City", "city", { value: value("city") }),
    field("Province code", "provinceCode", { value: value("provinceCode") }),
    field("Country code", "countryCode", { value: value("countryCode") }),
  ];
}

/** Number of line rows in a form, including the rows that its button adds. */
export function rowsOf(form: URLSearchParams | null): number {
  const rows = Number(form?.get("rows") ?? ROWS) || ROWS;
  return Math.min(MAX_ROWS, rows + (form?.get("action") === "more" ? ADDED_ROWS : 0));
}

/** `/{shop}/admin/orders/new`: the form that places an order as a shopper. */
export function newOrderPage(
  world: World,
  shop: Shop,
  form: URLSearchParams | null,
  message: string | null,
): string {
  const value = (name: string, fallback = "") => form?.get(name) ?? fallback;
  const choices: [string, string][] = world.store.products(shop.domain).flatMap((product) =>
    product.variants.map((variant): [string, string] => {
      const name = variant.title === "Default Title" ? product.title : `${product.title} - ${variant.title}`;
      return [
        variant.id,
        `${name} (${variant.sku ?? "no SKU"}) ${moneyText(variant.price, shop.currency)} ${shop.currency}`,
      ];
    }),
  );
  const rows = rowsOf(form);
  const lines = Array.from({ length: rows }, (_, index) => {
    const place = index + 1;
    return html`<div class="line">${select(`Item ${place}`, `variant${place}`, [["", "–"], ...choices], value(`variant${place}`))}${field(`Quantity ${place}`, `quantity${place}`, { type: "number", min: 1, value: value(`quantity${place}`, "1") })}</div>`;
  });
  const body = html`${alert(message)}<form method="post" action="/${shop.domain}/admin/orders/new">
<input type="hidden" name="rows" value="${rows}">
<section><h2>Items</h2>${lines}<button class="quiet" name="action" value="more">Add lines</button></section>
<section><h2>Customer and address</h2><div class="fields">${addressFields((name) => value(name, name === "countryCode" ? "DE" : ""))}
${field("E-mail", "email", { value: value("email") })}${field("Phone", "phone", { value: value("phone") })}</div></section>
<section><h2>Shipping and payment</h2><div class="fields">${field("Shipping method", "shippingTitle", { value: value("shippingTitle", "Standard") })}
${field("Shipping price", "shippingPrice", { value: value("shippingPrice", "0") })}</div>
${check("Paid", "paid", form ? form.has("paid") : true)}${check("Test order", "test", form?.has("test") ?? false)}</section>
<section><h2>Tags and note</h2>${field("Tags (separated by commas)", "tags", { value: value("tags") })}${area("Note", "note", value("note"))}</section>
<p><button name="action" value="place">Place order</button></p></form>`;
  return page("Place an order", body, crumb(shop));
}
