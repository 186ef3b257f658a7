"use client";

import { Instant } from "@/components/format/instant";
import { AskDialog } from "@/components/orders/shared/ask-dialog";
import { legMovedSentence } from "@/lib/domain/orders/leg-state";
import type { DeclareAbsentResult } from "@/lib/services/push/declare-absent";
import type { ActionResult } from "@/lib/web/define-action";
import type { LegDecision as Decision, LegView } from "./leg-view";

/** A server action that records a user's decision on a leg with its reason. */
export type LegDecide = (input: {
  legId: string;
  reason: string;
}) => Promise<ActionResult<DeclareAbsentResult>>;

const texts: Record<Decision, { button: string; title: string; about: string; done: string }> = {
  withdraw: {
    button: "Withdraw…",
    title: "Withdraw the send",
    about:
      "The supplier has received nothing of this send. Its items become open for another push. If the store's settings offer such items to the next supplier, automatic push sends them there. To prevent that, hold the order first.",
    done: "The send was withdrawn.",
  },
  skip: {
    button: "Give up…",
    title: "Give up the send",
    about:
      "The order is not sent to this supplier, or not sent again. Its items become open for another push, or for the next supplier if the store's settings offer them. If an earlier send still arrives, Crossdock records it.",
    done: "The send was given up.",
  },
  declare_absent: {
    button: "Declare absent…",
    title: "Declare the order absent",
    about:
      "You confirm that the order is not in the supplier's store. Crossdock looks it up once more, then sends it again with the same mark. Look up the order first: the confirmation is valid for ten minutes after a look-up that found nothing.",
    done: "Recorded: Crossdock looks up the order once more, then sends it.",
  },
};

/** A dialog that shows all that is known of a leg and takes the user's decision. */
export function LegDecision({
  leg,
  decision,
  timeZone,
  decide,
}: {
  leg: LegView;
  decision: Decision;
  timeZone: string;
  decide: LegDecide;
}) {
  const text = texts[decision];
  return (
    <AskDialog
      small
      button={text.button}
      title={text.title}
      about={text.about}
      known={
        <section aria-label="What is known">
          <h3 className="mb-1 font-medium">What is known</h3>
          {leg.detail && <p className="mb-1">{leg.detail}</p>}
          <ol className="grid gap-0.5">
            {leg.ledger.map((entry) => (
              <li key={entry.id}>
                <Instant at={entry.at} timeZone={timeZone} className="text-muted" /> {entry.text}
              </li>
            ))}
            {leg.ledger.length === 0 && <li className="text-muted">Nothing was sent yet.</li>}
          </ol>
        </section>
      }
      field={{
        kind: "text",
        label: "Reason",
        placeholder: "Stored with the order and shown in its timeline",
      }}
      submit={text.title}
      busy="Recording…"
      send={(reason) => decide({ legId: leg.id, reason })}
      say={(result) => {
        const problem = sentence(result);
        return problem === null ? { done: text.done } : { problem };
      }}
      again="You can safely decide again."
    />
  );
}

function sentence(result: DeclareAbsentResult): string | null {
  switch (result.kind) {
    case "recorded":
      return null;
    case "not_found":
      return "The send no longer exists, or you do not have access to it.";
    case "conflict":
      return legMovedSentence(result.state);
    case "needs_look_up":
      return "Look up the order first: the last look-up is too old, failed, or began before the send can have ended.";
  }
}
