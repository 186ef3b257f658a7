"use client";

import { AskDialog, type Said } from "@/components/orders/shared/ask-dialog";
import { type StopLevel, stopLevels } from "@/lib/domain/stores/emergency-stop";
import { counted } from "@/lib/domain/values/counted";
import type { BeginStopResult } from "@/lib/services/stores/begin-stop";
import type { LiftStopResult } from "@/lib/services/stores/lift-stop";
import type { ActionResult } from "@/lib/web/define-action";

type Begin = (input: {
  level: StopLevel;
  subjectId: string;
  reason: string;
}) => Promise<ActionResult<BeginStopResult>>;

type Lift = (input: { stopId: string; reason: string }) => Promise<ActionResult<LiftStopResult>>;

const gone: Said = { problem: "It no longer exists, or you do not have access to it. Reload the page." };

/** The button that begins an emergency stop, with the question for its reason. */
export function StopButton({
  level,
  subjectId,
  begin,
  small = false,
}: {
  level: StopLevel;
  subjectId: string;
  begin: Begin;
  small?: boolean;
}) {
  const { title, about } = stopLevels[level];
  return (
    <AskDialog
      small={small}
      button={`${title}…`}
      title={title}
      about={about}
      field={{
        kind: "text",
        label: "Reason",
        placeholder: "Shown to every user while the stop is on, and recorded",
      }}
      submit={title}
      busy="Stopping…"
      send={(reason) => begin({ level, subjectId, reason })}
      say={(answer) => {
        if (answer.kind === "not_found") return gone;
        if (answer.kind === "already_on") return { done: "The emergency stop was already on." };
        const { underWay } = answer;
        return {
          done:
            underWay === 0
              ? "The emergency stop is on. No send was under way."
              : `The emergency stop is on. ${counted(underWay, "send")} had already begun and may still arrive.`,
        };
      }}
      again="You can safely stop again: a stop that is on stays as it is."
    />
  );
}

/** The button that lifts an emergency stop, with the question for its reason. */
export function LiftButton({ stopId, lift }: { stopId: string; lift: Lift }) {
  return (
    <AskDialog
      small
      button="Lift the stop…"
      title="Lift the emergency stop"
      about="Everything that waits is checked again and then sent at once, oldest first. Orders that were cancelled or changed meanwhile are sent as they are now, or not at all."
      field={{ kind: "text", label: "Reason", placeholder: "Recorded with the stop" }}
      submit="Lift the stop"
      busy="Lifting…"
      send={(reason) => lift({ stopId, reason })}
      say={(answer) =>
        answer.kind === "not_found"
          ? { problem: "The stop was already lifted, or you do not have access to it. Reload the page." }
          : { done: `The emergency stop is lifted. Sends that go on now: ${answer.released}.` }
      }
      again="You can safely lift it again."
    />
  );
}
