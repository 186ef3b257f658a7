import type { Database } from "@/db/client";
import { onNotification } from "./notifications";

/** A changed order, from NOTIFY; null after the connection was lost, when any order may have changed. */
type OrderChange = { organizationId: string; orderId: string } | null;

/**
 * Calls `listener` for every changed order of every organization, with ids only: the caller reads the order under the
 * scope of the receiver.
 * @returns a function that stops listening
 */
export async function onOrderChange(
  db: Database,
  listener: (change: OrderChange) => void,
): Promise<() => void> {
  return onNotification(db, "crossdock_order", (payload) => {
    if (payload === null) return listener(null);
    const [organizationId, orderId] = payload.split(" ");
    if (organizationId && orderId) listener({ organizationId, orderId });
  });
}
