import { heldLegSentence, holdReasonsText } from "@/lib/domain/push/hold-reason";
import { counted } from "@/lib/domain/values/counted";
import type { BulkResult } from "@/lib/services/push/act-on-orders";

/** `done`: recorded. `ask`: needs a reason. `stopped`: not possible. `failed`: our error. */
export type BulkTone = "done" | "ask" | "stopped" | "failed";

type BulkSentence = { text: string; tone: BulkTone };

const gone = {
  text: "The order no longer exists, or you do not have access to it.",
  tone: "stopped",
} as const;

/** The result for one order of a bulk action, as a sentence and its tone. */
export function bulkSentence({ outcome }: BulkResult): BulkSentence {
  if (outcome === null) {
    return { text: "An internal error occurred and was logged. You can safely try again.", tone: "failed" };
  }
  switch (outcome.act) {
    case "push":
      return pushed(outcome.result);
    case "retry":
      return retried(outcome.result);
    case "hold":
      return held(outcome.result);
    case "release":
      return released(outcome.result);
  }
}

type ResultOf<Act extends string> = Extract<NonNullable<BulkResult["outcome"]>, { act: Act }>["result"];

function pushed(result: ResultOf<"push">): BulkSentence {
  switch (result.kind) {
    case "recorded":
      return { text: `Recorded: on its way to ${counted(result.legs, "supplier")}.`, tone: "done" };
    case "nothing_to_push":
      return {
        text: "Nothing left to push: all items are pushed, being sent, or not synced.",
        tone: "stopped",
      };
    case "stopped":
      return { text: holdReasonsText(result.stops), tone: "stopped" };
    case "needs_reason":
      return { text: `${holdReasonsText(result.cautions)} A reason is needed.`, tone: "ask" };
    case "not_found":
      return gone;
  }
}

function retried(result: ResultOf<"retry">): BulkSentence {
  switch (result.kind) {
    case "recorded":
      return { text: `Recorded: ${counted(result.legs, "refused send")} will be retried.`, tone: "done" };
    case "nothing_refused":
      return { text: "No send was refused.", tone: "stopped" };
    case "held":
      return { text: heldLegSentence(result.reasons), tone: "stopped" };
    case "not_found":
      return gone;
  }
}

function held(result: ResultOf<"hold">): BulkSentence {
  switch (result.kind) {
    case "held":
      return {
        text:
          result.underWay === 0
            ? "Held: automatic push does not send the order until it is released."
            : `Held. ${counted(result.underWay, "send")} had already begun and ${result.underWay === 1 ? "is" : "are"} not stopped.`,
        tone: "done",
      };
    case "held_already":
      return { text: "Already held. The existing hold and its note stay.", tone: "stopped" };
    case "cancelled":
      return { text: "Not held, because the order is cancelled or deleted.", tone: "stopped" };
    case "not_found":
      return gone;
  }
}

function released(result: ResultOf<"release">): BulkSentence {
  switch (result.kind) {
    case "released":
      return { text: "Released: automatic push checks the order again.", tone: "done" };
    case "not_held":
      return { text: "The order is not held.", tone: "stopped" };
    case "not_found":
      return gone;
  }
}
