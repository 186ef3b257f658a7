import { cancelledSentence, type TrackView } from "@/components/orders/shared/track-view";
import { holdReasonSentence } from "@/lib/domain/push/hold-reason";
import { readable } from "@/lib/domain/values/readable";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";

/** What became of a cancelled order, and what stops or limits pushes of this one. */
export function OrderNotices({ detail: { order, hold }, track }: { detail: OrderDetail; track: TrackView }) {
  // A hold has a block of its own.
  const reasons = order.heldReasons.filter((reason) => reason !== "on_hold" || !hold);
  return (
    <>
      {order.pushStatus === "cancelled" && (
        <p className="rounded border bg-sunken px-4 py-2.5">
          {cancelledSentence(track)}.{order.cancelReason && ` Reason: ${readable(order.cancelReason)}.`}
        </p>
      )}
      {(reasons.length > 0 || order.deletedAt || order.unreadableAt) && (
        <ul className="grid gap-1 rounded border bg-amber-wash px-4 py-2.5 text-amber">
          {order.deletedAt && <li>The order was deleted in its store.</li>}
          {order.unreadableAt && (
            <li>The store no longer gives this order out; what you see is the last that was read.</li>
          )}
          {reasons.map((reason) => (
            <li key={reason}>{holdReasonSentence(reason)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
