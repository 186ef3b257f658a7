import { shopifyOrderUrl } from "@/components/orders/shared/shopify-order-url";
import { cancelledSentence, type TrackView } from "@/components/orders/shared/track-view";
import { gapsText } from "@/lib/domain/addresses/address-gap";
import { addressGaps } from "@/lib/domain/addresses/address-gaps";
import { type HoldReason, holdReasonSentence } from "@/lib/domain/push/hold-reason";
import { readable } from "@/lib/domain/values/readable";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";
import { heldDetail } from "./waits-in-shopify";

/** Notices above the parts of an order: what a cancelled order still has, and what stops or limits its pushes. */
export function OrderNotices({
  detail: { order, hold, contact, facts, store },
  track,
  shopifyBaseUrl,
}: {
  detail: OrderDetail;
  track: TrackView;
  shopifyBaseUrl: string | null;
}) {
  // A hold, and an order that another app pushed, have a block of their own.
  const reasons = order.heldReasons.filter(
    (reason) =>
      (reason !== "on_hold" || !hold) && (reason !== "other_app" || facts.otherAppOrders.length === 0),
  );
  return (
    <>
      {order.pushStatus === "cancelled" && (
        <p className="rounded border bg-sunken px-4 py-2.5">
          <span>{cancelledSentence(track)}.</span>
          {order.cancelReason && <span>{` Reason: ${readable(order.cancelReason)}.`}</span>}
        </p>
      )}
      {(reasons.length > 0 || order.deletedAt || order.unreadableAt) && (
        <ul className="grid gap-1 rounded border bg-amber-wash px-4 py-2.5 text-amber">
          {order.deletedAt && <li>The order was deleted in its store.</li>}
          {order.unreadableAt && (
            <li>The store no longer returns this order. This page shows what was last read.</li>
          )}
          {reasons.map((reason) => (
            <li key={reason}>
              {holdReasonSentence(reason)} {heldDetail(reason, facts, store.timeZone)}
              {isAboutAddress(reason) && (
                <>
                  {" "}
                  {gapsText(addressGaps(contact.shippingAddress ?? null))}{" "}
                  <a
                    href={shopifyOrderUrl(store.shopDomain, order.shopifyGid, shopifyBaseUrl)}
                    target="_blank"
                    rel="noreferrer"
                    className="underline"
                  >
                    Open the order in Shopify
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function isAboutAddress(reason: HoldReason): boolean {
  return reason === "no_shipping_address" || reason === "incomplete_address";
}
