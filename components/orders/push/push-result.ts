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

/** The result of one order's push as a sentence, and whether the user has to act. */
export function pushSentence(outcome: PushOutcome): { text: string; tone: "done" | "ask" | "stopped" } {
  switch (outcome.kind) {
    case "recorded":
      return { text: `Recorded: on its way to ${counted(outcome.legs, "supplier")}.`, tone: "done" };
    case "nothing_to_push":
      return {
        text: "Nothing left to push: all items are pushed, being sent, or not synced.",
        tone: "stopped",
      };
    case "stopped":
      return { text: holdReasonsText(outcome.stops), tone: "stopped" };
    case "needs_reason":
      return { text: holdReasonsText(outcome.cautions), tone: "ask" };
    case "not_found":
      return { text: "The order no longer exists, or you do not have access to it.", tone: "stopped" };
    case "failed":
      return {
        text: "An internal error occurred and was logged. You can safely try again.",
        tone: "stopped",
      };
  }
}
