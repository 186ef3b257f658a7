import type { EditSession } from "../state/order-draft";
import type { Line, Order } from "../state/order-types";
import type { World } from "../world/world";
import type { OrderEdit } from "./edit";

/** Begins an edit. The order does not change before the edit is committed. */
export function beginEdit(world: World, order: Order, clientId: string): EditSession {
  const session: EditSession = {
    id: world.store.nextId(),
    shop: order.shop,
    clientId,
    orderId: order.id,
    quantities: [],
    additions: [],
  };
  world.store.put("editSession", session.id, session);
  return session;
}

/** The changes of a session, without lines whose quantity stayed the same. */
export function editOf(session: EditSession, order: Order): OrderEdit {
  const current = new Map(order.lines.map((line) => [line.id, line.currentQuantity]));
  return {
    quantities: session.quantities.filter(({ lineId, quantity }) => current.get(lineId) !== quantity),
    additions: session.additions.filter(({ line }) => line.quantity > 0).map(({ line }) => line),
  };
}

/** The order as it would be after the commit, to calculate its amounts. It is not stored. */
export function previewOf(session: EditSession, order: Order): Order {
  const wanted = new Map(session.quantities.map(({ lineId, quantity }) => [lineId, quantity]));
  const kept = order.lines.map((line): Line => {
    const quantity = wanted.get(line.id) ?? line.currentQuantity;
    return { ...line, currentQuantity: quantity, quantity: Math.max(line.quantity, quantity) };
  });
  const added = session.additions.map(
    ({ id, line }): Line => ({
      ...line,
      id,
      currentQuantity: line.quantity,
      discount: { shop: 0, presentment: 0 },
      claimedFrom: null,
    }),
  );
  return { ...order, lines: [...kept, ...added] };
}
