import type { ShopperName } from "./shoppers";

/** What a shop does with one of its orders, by the name that the sandbox's control API gives it. */
export type DemoEvent = {
  action: "cancel" | "refund" | "fulfill" | "edit" | "update" | "hold";
  body: Record<string, unknown>;
};

/** How a supplier's shop meets a push; the names are those of the sandbox's faults. */
type DemoFault =
  | "order-refused"
  | "inventory-claim-failed"
  | "shop-dormant"
  | "reply-lost-before-commit"
  | "reply-lost-after-commit"
  | "http-402";

/** A push by the sample operator, and what comes of it. */
export type DemoPush = {
  /** All suppliers, the domain of one, or so many units of one line. */
  to: "all" | string | { sku: string; quantity: number };
  /** Why it is pushed over a caution. */
  reason?: string;
  fault?: DemoFault;
  /** The operator gives the refused part up, for this reason. */
  skip?: string;
  /** What happens once the supplier has it. */
  follows?: { at: "destination" | "source"; event: DemoEvent };
};

/** A sample order; `lines` are SKU and quantity. */
export type DemoOrder = {
  hoursAgo: number;
  shopper: ShopperName;
  lines: [sku: string, quantity: number][];
  paid?: boolean;
  test?: boolean;
  /** A discount of the whole price. */
  free?: boolean;
  noAddress?: boolean;
  tags?: string[];
  note?: string;
  attributes?: { key: string; value: string }[];
  shipping?: { title: string; code: string; price: string };
  tip?: string;
  event?: DemoEvent;
  /** The operator keeps automatic push away from it, with this note. */
  hold?: string;
  push?: DemoPush;
};
