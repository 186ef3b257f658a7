import { Badge, type Tone } from "@/components/ui/badge";
import { type PushStatus, pushStatusText } from "@/lib/domain/push/push-status";
import { entryOf } from "@/lib/domain/values/code-table";
import { readable } from "@/lib/domain/values/readable";

type Look = { tone: Tone; pip?: "empty" | "half" | "full" | "cross" };

/** Shopify's payment statuses. Shopify may add others. */
export const paymentLooks: Record<string, Look> = {
  PENDING: { tone: "amber", pip: "empty" },
  AUTHORIZED: { tone: "amber", pip: "empty" },
  PARTIALLY_PAID: { tone: "amber", pip: "half" },
  PAID: { tone: "neutral", pip: "full" },
  PARTIALLY_REFUNDED: { tone: "neutral", pip: "half" },
  REFUNDED: { tone: "neutral", pip: "full" },
  VOIDED: { tone: "neutral", pip: "cross" },
  EXPIRED: { tone: "red", pip: "cross" },
};

/** Shopify's fulfillment statuses. Shopify may add others. */
export const fulfillmentLooks: Record<string, Look> = {
  UNFULFILLED: { tone: "amber", pip: "empty" },
  PARTIALLY_FULFILLED: { tone: "amber", pip: "half" },
  FULFILLED: { tone: "neutral", pip: "full" },
  IN_PROGRESS: { tone: "blue", pip: "half" },
  ON_HOLD: { tone: "amber", pip: "half" },
  SCHEDULED: { tone: "blue", pip: "empty" },
  PENDING_FULFILLMENT: { tone: "blue", pip: "half" },
  REQUEST_DECLINED: { tone: "red", pip: "cross" },
  OPEN: { tone: "amber", pip: "empty" },
  RESTOCKED: { tone: "neutral", pip: "cross" },
};

const push: Record<PushStatus, Look> = {
  not_pushed: { tone: "amber", pip: "empty" },
  partially_pushed: { tone: "amber", pip: "half" },
  pushed: { tone: "green", pip: "full" },
  cancelled: { tone: "neutral", pip: "cross" },
  nothing_to_push: { tone: "neutral" },
};

/** The payment status in Shopify's words. An unrecognised status is shown as text. */
export function PaymentBadge({ status }: { status: string | null }) {
  if (status === null) return <span className="text-muted">Not stated</span>;
  return <Badge {...(paymentLooks[status] ?? { tone: "neutral" })}>{readable(status)}</Badge>;
}

/** The fulfillment status in Shopify's words. */
export function FulfillmentBadge({ status }: { status: string | null }) {
  if (status === null) return <span className="text-muted">Not stated</span>;
  return <Badge {...(fulfillmentLooks[status] ?? { tone: "neutral" })}>{readable(status)}</Badge>;
}

/** The push status of the order as a whole. */
export function PushBadge({ order }: { order: { pushStatus: string; unsyncedItems: number } }) {
  return <Badge {...(entryOf(push, order.pushStatus) ?? { tone: "neutral" })}>{pushStatusText(order)}</Badge>;
}
