import { heldLegSentence, holdReasonsText } from "@/lib/domain/push/hold-reason";
import { counted } from "@/lib/domain/values/counted";
import type { BulkResult } from "@/lib/services/push/act-on-orders";

/** `done`: recorded. `ask`: needs a reason. `stopped`: not possible. `failed`: our error. */
export type BulkTone = "done" | "ask" | "stopped" | "failed";

type BulkSentence = { text: string; tone: BulkTone };

const gone = { text: "It is gone, or you may not see it.", tone: "stopped" } as const;

/** What became of one order of a bulk act, in a sentence, and whether it needs somebody. */
export function bulkSentence({ outcome }: BulkResult): BulkSentence {
  if (outcome === null) {
    return { text: "It failed on our side and was logged. Doing it again is safe.", tone: "failed" };
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
      return { text: "Nothing left to push: it is pushed, on its way, or not synced.", tone: "stopped" };
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
      return { text: `Recorded: ${counted(result.legs, "refused send")} tried again.`, tone: "done" };
    case "nothing_refused":
      return { text: "Nothing of it was refused.", tone: "stopped" };
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
            ? "Held: automatic push leaves it alone until it is released."
            : `Held. ${counted(result.underWay, "send")} had begun before and ${result.underWay === 1 ? "is" : "are"} not called back.`,
        tone: "done",
      };
    case "held_already":
      return { text: "It is held already; that hold and its note stay.", tone: "stopped" };
    case "cancelled":
      return { text: "It is cancelled or deleted, so there is nothing to hold.", tone: "stopped" };
    case "not_found":
      return gone;
  }
}

function released(result: ResultOf<"release">): BulkSentence {
  switch (result.kind) {
    case "released":
      return { text: "Released: automatic push looks at it again.", tone: "done" };
    case "not_held":
      return { text: "Nobody holds it.", tone: "stopped" };
    case "not_found":
      return gone;
  }
}
