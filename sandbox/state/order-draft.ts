import type { Line, Order, ShippingLine, Transaction } from "./order-types";

export type DraftLine = Omit<Line, "id" | "currentQuantity" | "discount" | "claimedFrom">;
export type DraftShippingLine = Omit<ShippingLine, "id" | "discount">;
export type DraftTransaction = Omit<Transaction, "id" | "createdAt">;

/** Fields that an order receives when it is placed. */
type SetOnPlacing =
  | "id"
  | "__typename"
  | "shop"
  | "number"
  | "confirmationNumber"
  | "token"
  | "lines"
  | "shippingLines"
  | "transactions"
  | "refunds"
  | "fulfillments"
  | "fulfillmentOrders"
  | "cancelledAt"
  | "cancelReason"
  | "staffNote"
  | "updatedAt"
  | "edited"
  | "risk"
  | "customIdFrom"
  | "name";

/** An order that is complete except for what is set when it is placed. */
export interface OrderDraft extends Omit<Order, SetOnPlacing> {
  name: string | null;
  lines: DraftLine[];
  shippingLines: DraftShippingLine[];
  transactions: DraftTransaction[];
}

/** An uncommitted edit of an order. */
export interface EditSession {
  id: string;
  shop: string;
  clientId: string;
  orderId: string;
  quantities: { lineId: string; quantity: number; restock: boolean }[];
  /** Added lines, each with a UUID. */
  additions: { id: string; line: DraftLine }[];
}
