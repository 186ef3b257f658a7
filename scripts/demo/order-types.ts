import type { ShopperName } from "./shoppers";

/** An action of a shop on one of its orders, as named by the sandbox's control API. */
export type DemoEvent = {
  action: "cancel" | "refund" | "fulfill" | "edit" | "update" | "hold";
  body: Record<string, unknown>;
};

/** A fault of the sandbox that a push meets at the supplier's shop. */
type DemoFault =
  | "order-refused"
  | "inventory-claim-failed"
  | "shop-dormant"
  | "reply-lost-before-commit"
  | "reply-lost-after-commit"
  | "http-402";

/** A push by the sample operator, and what happens to it. */
export type DemoPush = {
  /** All suppliers, the domain of one supplier, or a number of units of one line. */
  to: "all" | string | { sku: string; quantity: number };
  /** The reason for pushing despite a caution. */
  reason?: string;
  fault?: DemoFault;
  /** The reason for which the operator skips the refused leg. */
  skip?: string;
  /** What happens after the supplier has received the order. */
  follows?: { at: "destination" | "source"; event: DemoEvent };
};

/** A sample order. */
export type DemoOrder = {
  hoursAgo: number;
  shopper: ShopperName;
  lines: [sku: string, quantity: number][];
  paid?: boolean;
  test?: boolean;
  /** Whether a discount covers the whole price. */
  free?: boolean;
  noAddress?: boolean;
  tags?: string[];
  note?: string;
  attributes?: { key: string; value: string }[];
  shipping?: { title: string; code: string; price: string };
  tip?: string;
  event?: DemoEvent;
  /** The note with which the operator holds the order. */
  hold?: string;
  push?: DemoPush;
};
