"use client";

import { Instant } from "@/components/format/instant";
import { AskDialog } from "@/components/orders/shared/ask-dialog";
import { legMovedSentence } from "@/lib/domain/orders/leg-state";
import type { DeclareAbsentResult } from "@/lib/services/push/declare-absent";
import type { ActionResult } from "@/lib/web/define-action";
import type { LegDecision as Decision, LegView } from "./leg-view";

/** A server action that takes a person's decision on a leg, with the reason. */
export type LegDecide = (input: {
  legId: string;
  reason: string;
}) => Promise<ActionResult<DeclareAbsentResult>>;

const words: Record<Decision, { button: string; title: string; about: string; done: string }> = {
  withdraw: {
    button: "Withdraw…",
    title: "Withdraw what has not left",
    about:
      "Nothing of it was sent. Its items are open for another push. Where the store offers such items to the next supplier, that happens by itself: hold the order first if nothing is to go.",
    done: "Recorded: it is withdrawn.",
  },
  skip: {
    button: "Give up…",
    title: "Give this send up",
    about:
      "It is not sent, or not again. Its items are open for another push, or for the next supplier where the store offers them. What may still arrive is watched for.",
    done: "Recorded: it is given up.",
  },
  declare_absent: {
    button: "It is not there…",
    title: "The order is not in the supplier's shop",
    about:
      "It is planned again with the same mark and looked up once more right before it is sent. Look it up first: your word counts for ten minutes after a look-up that did not find it.",
    done: "Recorded: it is looked up once more, then sent.",
  },
};

/** Asks for a decision with everything that is known of the leg before the eyes. */
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
  const text = words[decision];
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
        label: "Why?",
        placeholder: "Kept with the order and shown in its timeline",
      }}
      submit={text.title}
      busy="Recording…"
      send={(reason) => decide({ legId: leg.id, reason })}
      say={(result) => {
        const problem = sentence(result);
        return problem === null ? { done: text.done } : { problem };
      }}
      again="Deciding again is safe."
    />
  );
}

function sentence(result: DeclareAbsentResult): string | null {
  switch (result.kind) {
    case "recorded":
      return null;
    case "not_found":
      return "It is gone, or you may not see it.";
    case "conflict":
      return legMovedSentence(result.state);
    case "needs_look_up":
      return "Look it up first: the last look-up is too old, failed, or came before the sender can have ended.";
  }
}
