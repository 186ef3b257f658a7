"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { RunActionResult } from "@/lib/services/jobs/request-run-action";
import type { ActionResult } from "@/lib/web/define-action";

type RunAction = "cancel" | "retry";
type RequestRunAction = (input: {
  runId: string;
  action: RunAction;
}) => Promise<ActionResult<RunActionResult>>;

const done: Record<RunAction, string> = {
  cancel: "Recorded: the run is cancelled. A call that is under way ends, its result is dropped.",
  retry: "Recorded: it runs again from where it stopped.",
};

/** Retry and cancel of a run, where its state allows them. */
export function RunActions({
  runId,
  actions,
  requestRunAction,
}: {
  runId: string;
  actions: { action: RunAction; label: string }[];
  requestRunAction: RequestRunAction;
}) {
  const router = useRouter();
  const [busy, start] = useTransition();
  const ask = (action: RunAction) =>
    start(async () => {
      try {
        const answer = await requestRunAction({ runId, action });
        if (!answer.ok) toast.error(answer.error.message);
        else if (answer.value.kind === "asked") toast(done[action]);
        else if (answer.value.kind === "too_late") toast("It has ended meanwhile; nothing was changed.");
        else toast.error("This run is gone, or it is not your organization's alone.");
        router.refresh();
      } catch (error) {
        toast.error(noAnswer(error, "Asking again is safe."));
      }
    });
  return (
    <div className="flex gap-2">
      {actions.map(({ action, label }) => (
        <Button
          key={action}
          variant={action === "retry" ? "primary" : "outline"}
          disabled={busy}
          onClick={() => ask(action)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
