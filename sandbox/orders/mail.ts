import type { Order } from "../state/order-types";
import type { World } from "../world/world";

/** A mail to the shopper, if the order knows an address. It goes nowhere but into the history. */
export function mailShopper(world: World, order: Order, about: string): void {
  if (order.email) world.history.record(order, "shopper-mailed", { about, to: order.email });
}
