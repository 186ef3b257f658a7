import { codesOf, entryOf } from "@/lib/domain/values/code-table";
import { readable } from "@/lib/domain/values/readable";

/** Forbids every push of an order. */
export type Stop =
  | "cancelled"
  | "nothing_to_push"
  | "data_withheld"
  | "no_shipping_address"
  | "incomplete_address"
  | "connection_not_active"
  | "loop";

/** Forbids automatic pushes of an order. A user may push anyway, with a reason that is recorded. */
export type Caution =
  | "unpaid"
  | "refunded"
  | "voided"
  | "expired"
  | "test"
  | "free"
  | "partly_fulfilled"
  | "closed"
  | "on_hold"
  | "data_outdated"
  | "shopify_hold"
  | "scheduled"
  | "risk"
  | "other_app";

export type HoldReason = Stop | Caution;

type HoldReasonEntry<Kind extends "stop" | "caution"> = {
  kind: Kind;
  /** Two to five words, for the filter and the export. */
  label: string;
  /** What holds the order and, where a user can change that, what to do. */
  sentence: string;
  /** Whether the order list offers it as a filter. Orders with the others have a push status that says the same. */
  inFilter: boolean;
  /** Whether an order with this reason needs attention while some of its units are to be pushed. */
  needsAttention: boolean;
};

/** Every hold reason, in the order in which an order's reasons are stored and shown. */
export const holdReasons: {
  readonly [Reason in HoldReason]: HoldReasonEntry<Reason extends Stop ? "stop" : "caution">;
} = {
  cancelled: {
    kind: "stop",
    label: "Cancelled",
    sentence: "The order is cancelled.",
    inFilter: false,
    needsAttention: false,
  },
  nothing_to_push: {
    kind: "stop",
    label: "Nothing to push",
    sentence: "There is nothing to push: no item is synced, or no units are left.",
    inFilter: false,
    needsAttention: false,
  },
  data_withheld: {
    kind: "stop",
    label: "Customer data withheld",
    sentence:
      "Shopify withholds customer data of the order, so it cannot be sent. See the problem of the order's store. Crossdock reads the order again when the data is back.",
    inFilter: true,
    // One problem of the store stands for all its orders.
    needsAttention: false,
  },
  no_shipping_address: {
    kind: "stop",
    label: "No shipping address",
    sentence: "The order has no shipping address. Add one in the destination store.",
    inFilter: true,
    needsAttention: true,
  },
  incomplete_address: {
    kind: "stop",
    label: "Address incomplete",
    sentence:
      "The shipping address lacks a part that its country needs. Correct the address in the destination store.",
    inFilter: true,
    needsAttention: true,
  },
  connection_not_active: {
    kind: "stop",
    label: "Stores not connected",
    sentence:
      "No source store can take the order: its destination store or all of its source stores are disconnected or paused. Check the stores' connections.",
    inFilter: true,
    needsAttention: true,
  },
  loop: {
    kind: "stop",
    label: "Loop of stores",
    sentence:
      'The order already came through its own store or through the source stores that could take it, so another push would send it in a loop. Check the connections of these stores. If the order\'s attribute "Origin chain" is wrong, remove the attribute in Shopify.',
    inFilter: true,
    needsAttention: true,
  },
  unpaid: {
    kind: "caution",
    label: "Not paid",
    sentence: "The order is not paid.",
    inFilter: true,
    needsAttention: false,
  },
  refunded: {
    kind: "caution",
    label: "Refunded",
    sentence: "The whole amount of the order was refunded.",
    inFilter: true,
    needsAttention: false,
  },
  voided: {
    kind: "caution",
    label: "Payment voided",
    sentence: "The payment of the order was voided.",
    inFilter: true,
    needsAttention: false,
  },
  expired: {
    kind: "caution",
    label: "Payment expired",
    sentence: "The authorization of the order's payment expired.",
    inFilter: true,
    needsAttention: false,
  },
  test: {
    kind: "caution",
    label: "Test order",
    sentence: "The order is a test order.",
    inFilter: true,
    needsAttention: false,
  },
  free: {
    kind: "caution",
    label: "Total is zero",
    sentence: "The order's total is zero.",
    inFilter: true,
    needsAttention: false,
  },
  partly_fulfilled: {
    kind: "caution",
    label: "Partly shipped",
    sentence: "A part of the order has already been shipped.",
    inFilter: true,
    needsAttention: false,
  },
  closed: {
    kind: "caution",
    label: "Archived in its store",
    sentence: "The order is archived in its store.",
    inFilter: true,
    needsAttention: false,
  },
  on_hold: {
    kind: "caution",
    label: "Held by a user",
    sentence: "A user put the order on hold. Automatic push does not send it until the hold is released.",
    inFilter: true,
    needsAttention: false,
  },
  data_outdated: {
    kind: "caution",
    label: "Customer data outdated",
    sentence:
      "Shopify withholds the order's customer data. The names and addresses here are those of the last complete read and may have changed since. See the problem of the order's store.",
    inFilter: true,
    needsAttention: false,
  },
  shopify_hold: {
    kind: "caution",
    label: "Held in Shopify",
    sentence:
      "The fulfillment is on hold in Shopify. Automatic push continues when the hold is released there.",
    inFilter: true,
    needsAttention: false,
  },
  scheduled: {
    kind: "caution",
    label: "Scheduled for later",
    sentence: "The fulfillment is scheduled for later in Shopify. Automatic push continues at its date.",
    inFilter: true,
    needsAttention: false,
  },
  risk: {
    kind: "caution",
    label: "High risk",
    sentence:
      "Shopify reports a high risk of fraud. Check the order in Shopify, then push it with a reason or cancel it.",
    inFilter: true,
    needsAttention: false,
  },
  other_app: {
    kind: "caution",
    label: "Pushed by another app",
    sentence:
      "Another app seems to have pushed this order already, so another push would order its items twice. Link the supplier's order, or say on this page that it is not the same order.",
    inFilter: true,
    needsAttention: true,
  },
};

/** Whether a reason forbids every push. */
export function isStop(reason: HoldReason): reason is Stop {
  return holdReasons[reason].kind === "stop";
}

/** Whether a reason forbids automatic pushes only. */
export function isCaution(reason: HoldReason): reason is Caution {
  return holdReasons[reason].kind === "caution";
}

/** The reasons that the order list offers as a filter. */
export function filterableHoldReasons(): HoldReason[] {
  return codesOf(holdReasons).filter((reason) => holdReasons[reason].inFilter);
}

/** A hold reason in two to five words; a stored one that this version does not know is made readable. */
export function holdReasonLabel(stored: string): string {
  return entryOf(holdReasons, stored)?.label ?? readable(stored);
}

/** A hold reason as a sentence; a stored one that this version does not know is made readable. */
export function holdReasonSentence(stored: string): string {
  return entryOf(holdReasons, stored)?.sentence ?? `${readable(stored)}.`;
}

/** Why a refused leg of an automatic push is not retried, and what to do instead. */
export function heldLegSentence(reasons: readonly HoldReason[]): string {
  return `${holdReasonsText(reasons)} Automatic push does not send the order while it is held. Remove what holds it and retry, or give up this send and push manually.`;
}

/** Hold reasons as a text with one sentence each. */
export function holdReasonsText(stored: readonly string[]): string {
  return stored.map(holdReasonSentence).join(" ");
}
