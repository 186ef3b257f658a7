import type { Input } from "../control/input";
import type { Order } from "../state/order-types";
import { rowsOf } from "./new-order";

const ADDRESS = [
  "firstName",
  "lastName",
  "company",
  "address1",
  "address2",
  "zip",
  "city",
  "provinceCode",
  "countryCode",
];

/** The address in a form, or null. A country alone is no address, because the form preselects it. */
function addressOf(form: URLSearchParams): Input | null {
  const address: Input = {};
  for (const name of ADDRESS) {
    const value = form.get(name)?.trim();
    if (value) address[name] = name === "countryCode" ? value.toUpperCase() : value;
  }
  const entered = Object.keys(address).filter((name) => name !== "countryCode");
  return entered.length > 0 ? address : null;
}

function tagsOf(form: URLSearchParams): string[] {
  return (form.get("tags") ?? "")
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}

/** The purchase in a form, as input of the control API. */
export function purchaseFromForm(form: URLSearchParams): Input {
  const rows = rowsOf(form);
  const lineItems: Input[] = [];
  for (let place = 1; place <= rows; place += 1) {
    const variantId = form.get(`variant${place}`);
    if (variantId) lineItems.push({ variantId, quantity: Number(form.get(`quantity${place}`) ?? 1) });
  }
  const address = addressOf(form);
  const email = form.get("email")?.trim() || null;
  const phone = form.get("phone")?.trim() || null;
  const title = form.get("shippingTitle")?.trim();
  const price = form.get("shippingPrice")?.trim() || "0";
  return {
    lineItems,
    email,
    phone,
    ...(address ? { shippingAddress: { ...address, phone } } : {}),
    ...(address || email
      ? { customer: { firstName: address?.firstName ?? null, lastName: address?.lastName ?? null } }
      : {}),
    ...(title ? { shippingLine: { title, price } } : {}),
    tags: tagsOf(form),
    note: form.get("note")?.trim() || null,
    paid: form.has("paid"),
    test: form.has("test"),
  };
}

function lineQuantities(form: URLSearchParams, order: Order) {
  return order.lines.flatMap((line) => {
    const value = form.get(`line${line.id}`);
    return value === null || value === "" ? [] : [{ line, quantity: Number(value) }];
  });
}

/** The change in a form of the order page, as input of the control API. */
export function changeFromForm(action: string, form: URLSearchParams, order: Order): Input {
  const lines = lineQuantities(form, order);
  const asked = lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ line, quantity }) => ({ lineId: line.id, quantity }));
  switch (action) {
    case "update":
      return { shippingAddress: addressOf(form), tags: tagsOf(form), note: form.get("note")?.trim() || null };
    case "fulfill": {
      const tracking = {
        company: form.get("trackingCompany")?.trim() || null,
        number: form.get("trackingNumber")?.trim() || null,
        url: form.get("trackingUrl")?.trim() || null,
      };
      const given = Object.values(tracking).some((value) => value !== null);
      return { lines: asked, ...(given ? { tracking } : {}) };
    }
    case "edit":
      return {
        lines: lines
          .filter(({ line, quantity }) => quantity !== line.currentQuantity)
          .map(({ line, quantity }) => ({ lineId: line.id, quantity })),
      };
    case "refund":
      return {
        lines: asked,
        restockType: form.get("restockType") ?? "CANCEL",
        shipping: form.has("shipping"),
      };
    case "cancel":
      return {
        reason: form.get("reason") ?? "CUSTOMER",
        restock: form.has("restock"),
        refund: form.has("refund"),
      };
    case "hold":
      return { reason: form.get("reason") };
    case "risk":
      return { level: form.get("level") };
    default:
      return {};
  }
}
