import { isRemoteErrorCode } from "@/lib/domain/installations/remote-error";
import { deliveryReasons, isDeliveryReason } from "@/lib/domain/intake/delivery";
import { explainCause } from "@/lib/domain/push/leg-cause";
import { readable } from "@/lib/domain/values/readable";

/** Why a delivery waits, was parked or was ignored. A failed read is stored as its code, or as "code: words". */
export function deliveryReason(reason: string): string {
  if (isDeliveryReason(reason)) return deliveryReasons[reason].message;
  const [code = "", ...answer] = reason.split(": ");
  if (!isRemoteErrorCode(code)) return readable(reason);
  const { message, remedy } = explainCause(code, { answer: answer.join(": ") });
  return `${message} ${remedy}`;
}
