import type { FulfillmentOrder, Hold } from "../../state/order-types";
import type { CallContext } from "../call/context";

/** Maximum number of holds that one app can have on one fulfillment order (recorded). */
export const HOLDS_PER_APP = 10;

/** Texts of the reasons. Only OTHER and AWAITING_RETURN_ITEMS are recorded. */
const DISPLAY_REASONS: Record<string, string> = {
  AWAITING_PAYMENT: "Awaiting payment",
  AWAITING_RETURN_ITEMS: "Exchange items awaiting return delivery",
  HIGH_RISK_OF_FRAUD: "High risk of fraud",
  INCORRECT_ADDRESS: "Incorrect address",
  INVENTORY_OUT_OF_STOCK: "Inventory out of stock",
  ONLINE_STORE_POST_PURCHASE_CROSS_SELL: "Awaiting upsell",
  OTHER: "Other",
  UNKNOWN_DELIVERY_DATE: "Unknown delivery date",
};

/** The holds of the calling app on a fulfillment order. */
export function ownHolds(ctx: CallContext, fulfillmentOrder: FulfillmentOrder): Hold[] {
  return fulfillmentOrder.holds.filter(({ clientId }) => clientId === ctx.app.clientId);
}

/** `FulfillmentHold`. A hold without a handle has an empty handle (recorded). */
export function holdView(ctx: CallContext, hold: Hold) {
  return {
    id: `gid://shopify/FulfillmentHold/${hold.id}`,
    reason: hold.reason,
    displayReason: DISPLAY_REASONS[hold.reason] ?? hold.reason,
    reasonNotes: hold.reasonNotes,
    handle: hold.handle ?? "",
    heldByRequestingApp: hold.clientId === ctx.app.clientId,
  };
}
