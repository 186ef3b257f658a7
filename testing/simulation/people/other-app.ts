import type { Order } from "@/sandbox/state/order-types";
import type { World as Sandbox } from "@/sandbox/world/world";
import { controlOf } from "../in-process-sandbox";
import type { Random } from "../random";
import { DESTINATION, OTHER_CLIENT_ID, ROUTES, SOURCES } from "../sim-world";

const STYLES = ["attributes", "tags", "id-tags", "note", "po-number", "identifier"];

/**
 * Lets another push app push an order to the first supplier of each product, in one of the ways in which push apps mark
 * their orders. Returns a text for the trace.
 */
export async function pushByOtherApp(
  sandbox: Sandbox,
  random: Random,
  order: Pick<Order, "id" | "name">,
  lines: readonly { sku: string; quantity: number }[],
): Promise<string> {
  const style = random.pick(STYLES);
  for (const shop of SOURCES) {
    const lineItems = lines.flatMap(({ sku, quantity }) => {
      const route = ROUTES.find((one) => one.sku === sku);
      return route?.shop === shop ? [{ sku: route.sourceSku, quantity: quantity * route.ratio }] : [];
    });
    if (lineItems.length === 0) continue;
    await controlOf(sandbox).post(`/shops/${shop}/pushed-orders`, {
      ...{ clientId: OTHER_CLIENT_ID, style, store: DESTINATION, domain: DESTINATION },
      ...{ order: order.name, orderId: order.id, lineItems },
    });
  }
  return `, pushed by another app, marked by ${style}`;
}
