"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { RunAction } from "@/lib/domain/jobs/run";
import type { RunActionResult } from "@/lib/services/jobs/request-run-action";
import type { ActionResult } from "@/lib/web/define-action";

type RequestRunAction = (input: {
  runId: string;
  action: RunAction;
}) => Promise<ActionResult<RunActionResult>>;

const done: Record<RunAction, string> = {
  cancel: "The run is being cancelled. A call that is under way still ends, but its result is dropped.",
  retry: "The run is being retried from where it stopped.",
};

/** Buttons for the actions that the state of a run allows. */
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
  const request = (action: RunAction) =>
    start(async () => {
      try {
        const answer = await requestRunAction({ runId, action });
        if (!answer.ok) toast.error(answer.error.message);
        else if (answer.value.kind === "asked") toast(done[action]);
        else if (answer.value.kind === "too_late") toast("The run has already ended. Nothing was changed.");
        else toast.error("The run no longer exists, or it is shared with other organizations.");
        router.refresh();
      } catch (error) {
        toast.error(noAnswer(error, "Trying again is safe."));
      }
    });
  return (
    <div className="flex gap-2">
      {actions.map(({ action, label }) => (
        <Button
          key={action}
          variant={action === "retry" ? "primary" : "outline"}
          disabled={busy}
          onClick={() => request(action)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
