import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";

/** The state of a stored webhook. */
export type DeliveryState = "received" | "waiting" | "processed" | "ignored" | "parked";

/**
 * Each state with its name. `open`: it is still to be processed. `keepsBody`: the body, which may hold personal data,
 * is needed for processing or for inspection.
 */
export const deliveryStates: Record<DeliveryState, { label: string; open: boolean; keepsBody: boolean }> = {
  received: { label: "Received", open: true, keepsBody: true },
  waiting: { label: "Waiting", open: true, keepsBody: true },
  processed: { label: "Processed", open: false, keepsBody: false },
  ignored: { label: "Ignored", open: false, keepsBody: false },
  parked: { label: "Parked", open: false, keepsBody: true },
};

/** Why a delivery is parked or ignored, unless a read failed. */
type DeliveryReason =
  | "not_json"
  | "nul"
  | "no_order_id"
  | "not_followed"
  | "installed_again"
  | "shop_unidentified"
  | "unknown_shop"
  | "unknown_topic";

/** Each reason with the state that it leads to, and its text. */
export const deliveryReasons = {
  not_json: { state: "parked", message: "The body is not JSON. It is kept for inspection." },
  nul: { state: "parked", message: "The body contains a NUL character. It is kept for inspection." },
  no_order_id: { state: "ignored", message: "The body names no order." },
  not_followed: {
    state: "ignored",
    message: "The webhook concerns an order that Crossdock did not create and does not follow.",
  },
  installed_again: { state: "ignored", message: "The app was installed again after this uninstall." },
  shop_unidentified: {
    state: "parked",
    message:
      "No shop with this domain is known. A shop may have been renamed, so shops that fell silent are asked. The body is kept.",
  },
  unknown_shop: { state: "ignored", message: "No store of this shop is connected." },
  unknown_topic: { state: "ignored", message: "Crossdock does not use this topic." },
} as const satisfies Record<DeliveryReason, { state: "parked" | "ignored"; message: string }>;

/** The reasons that lead to one state. */
export type ReasonFor<State extends "parked" | "ignored"> = {
  [Reason in DeliveryReason]: (typeof deliveryReasons)[Reason]["state"] extends State ? Reason : never;
}[DeliveryReason];

/** A failed read as it is stored: its code, followed by the shop's own words where these are needed. */
export type FailedRead = RemoteErrorCode | `${RemoteErrorCode}: ${string}`;

/** Whether a stored text is a reason of the table. */
export function isDeliveryReason(text: string): text is DeliveryReason {
  return Object.hasOwn(deliveryReasons, text);
}
