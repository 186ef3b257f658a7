import { isRemoteErrorCode } from "@/lib/domain/installations/remote-error";
import { failureCause } from "@/lib/domain/push/push-cause";
import type { DispatchResult } from "@/lib/services/dispatch/dispatch-result";

const words: Record<string, string> = {
  uncertain: "It is not known yet whether the source store has the order. It is looked up then.",
  claimed: "Another process sends it just now.",
  order_unreadable: "The destination store no longer shows this order.",
  too_many_attempts: "The source store is a development store and takes five orders a minute.",
};

/** Why a leg's run comes back later, as the Jobs page tells it. */
export function waitLabel(result: Exclude<DispatchResult, { kind: "settled" }>): string {
  if (result.kind === "busy") return "Another run was first at this leg.";
  const { code } = result;
  return words[code] ?? (isRemoteErrorCode(code) ? failureCause(code).message : "It is to be sent later.");
}
