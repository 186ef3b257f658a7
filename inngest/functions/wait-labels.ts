import { explainCause, type LegCauseCode } from "@/lib/domain/push/leg-cause";
import type { DispatchResult, WaitCode } from "@/lib/services/dispatch/dispatch-result";

const labels: Readonly<Record<Exclude<WaitCode, LegCauseCode>, string>> = {
  uncertain: "It is not known yet whether the source store has the order. It is looked up then.",
  claimed: "Another process is sending it.",
  not_before: "It is to be sent later.",
};

/** Why a leg's run comes back later, as the Jobs page shows it. */
export function waitLabel(result: Exclude<DispatchResult, { kind: "settled" }>): string {
  if (result.kind === "busy") return "Another run was first at this leg.";
  const { code } = result;
  return isOwn(code) ? labels[code] : explainCause(code, {}).message;
}

function isOwn(code: WaitCode): code is keyof typeof labels {
  return Object.hasOwn(labels, code);
}
