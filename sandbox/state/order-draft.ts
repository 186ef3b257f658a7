import type { Line, Order, ShippingLine, Transaction } from "./order-types";

export type DraftLine = Omit<Line, "id" | "currentQuantity" | "discount" | "claimedFrom">;
export type DraftShippingLine = Omit<ShippingLine, "id" | "discount">;
export type DraftTransaction = Omit<Transaction, "id" | "createdAt">;

type Given =
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

export interface OrderDraft extends Omit<Order, Given> {
  name: string | null;
  lines: DraftLine[];
  shippingLines: DraftShippingLine[];
  transactions: DraftTransaction[];
}

/** An edit of an order that was begun and is not committed. */
export interface EditSession {
  id: string;
  shop: string;
  clientId: string;
  orderId: string;
  quantities: { lineId: string; quantity: number; restock: boolean }[];
  /** Added lines, each under a UUID. */
  additions: { id: string; line: DraftLine }[];
}
