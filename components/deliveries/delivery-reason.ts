import { readable } from "@/components/orders/shared/labels";
import { failureCause } from "@/lib/domain/push/push-cause";

const reasons: Record<string, string> = {
  not_json: "The body is not JSON. It is kept for inspection.",
  nul: "The body holds a NUL character. It is kept for inspection.",
  no_order_id: "The body names no order. It is kept for inspection.",
  not_followed: "It is about an order that was not known here as one of ours when it came.",
  installed_again: "The app has been installed again since.",
  unknown_shop: "No store of this shop is connected.",
  unknown_topic: "Crossdock does not use this topic.",
};

/** Why a delivery waits, was parked or was ignored; a failed read is kept as its code, or as "code: words". */
export function deliveryReason(reason: string): string {
  const known = reasons[reason];
  if (known) return known;
  const [code = "", ...words] = reason.split(": ");
  const failure = failureCause(code, words.length > 0 ? words.join(": ") : null);
  return /^[a-z_]+$/.test(code) ? `${failure.message} ${failure.remedy}` : readable(reason);
}
