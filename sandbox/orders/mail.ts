import type { Order } from "../state/order-types";
import type { World } from "../world/world";

/** Records an e-mail to the shopper in the history, if the order has an address. Nothing is sent. */
export function mailShopper(world: World, order: Order, about: string): void {
  if (order.email) world.history.record(order, "shopper-mailed", { about, to: order.email });
}
