import { deliveryReasons, isDeliveryReason } from "@/lib/domain/intake/delivery";
import { failureCause } from "@/lib/domain/push/push-cause";
import { readable } from "@/lib/domain/values/readable";

/** Why a delivery waits, was parked or was ignored. A failed read is stored as its code, or as "code: words". */
export function deliveryReason(reason: string): string {
  if (isDeliveryReason(reason)) return deliveryReasons[reason].message;
  const [code = "", ...words] = reason.split(": ");
  const failure = failureCause(code, words.length > 0 ? words.join(": ") : null);
  return /^[a-z_]+$/.test(code) ? `${failure.message} ${failure.remedy}` : readable(reason);
}
