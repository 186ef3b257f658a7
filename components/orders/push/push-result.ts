import { holdReasonsText } from "@/lib/domain/push/hold-reason";
import type { ChosenLine } from "@/lib/domain/push/push-plan";
import { counted } from "@/lib/domain/values/counted";
import type { PushEachResult } from "@/lib/services/push/push-each";
import type { ActionResult } from "@/lib/web/define-action";

/** The server action that records pushes. */
export type PushOrders = (input: {
  orderIds: string[];
  sourceStoreIds: string[] | null;
  lines?: ChosenLine[] | undefined;
  reason?: string | undefined;
  requestKey?: string | undefined;
}) => Promise<ActionResult<PushEachResult[]>>;

type PushOutcome = PushEachResult["result"];

/** What became of one order's push, in a sentence, and whether it needs somebody. */
export function pushSentence(outcome: PushOutcome): { text: string; tone: "done" | "ask" | "stopped" } {
  switch (outcome.kind) {
    case "recorded":
      return { text: `Recorded: on its way to ${counted(outcome.legs, "supplier")}.`, tone: "done" };
    case "nothing_to_push":
      return { text: "Nothing left to push: it is pushed, on its way, or not synced.", tone: "stopped" };
    case "stopped":
      return { text: holdReasonsText(outcome.stops), tone: "stopped" };
    case "needs_reason":
      return { text: holdReasonsText(outcome.cautions), tone: "ask" };
    case "not_found":
      return { text: "It is gone, or you may not see it.", tone: "stopped" };
    case "failed":
      return { text: "Recording it failed on our side and was logged. Try again.", tone: "stopped" };
  }
}
