"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { AskRunResult } from "@/lib/services/jobs/ask-run";
import type { ActionResult } from "@/lib/web/define-action";

type Wish = "cancel" | "retry";
export type AskRun = (input: { runId: string; wish: Wish }) => Promise<ActionResult<AskRunResult>>;

const done: Record<Wish, string> = {
  cancel: "Recorded: the run is cancelled. A call that is under way ends, its result is dropped.",
  retry: "Recorded: it runs again from where it stopped.",
};

/** Retry and cancel of a run, where its state allows them. */
export function RunActions({
  runId,
  wishes,
  askRun,
}: {
  runId: string;
  wishes: { wish: Wish; label: string }[];
  askRun: AskRun;
}) {
  const router = useRouter();
  const [busy, start] = useTransition();
  const ask = (wish: Wish) =>
    start(async () => {
      try {
        const answer = await askRun({ runId, wish });
        if (!answer.ok) toast.error(answer.error.message);
        else if (answer.value.kind === "asked") toast(done[wish]);
        else if (answer.value.kind === "too_late") toast("It has ended meanwhile; nothing was changed.");
        else toast.error("This run is gone, or it is not your organization's alone.");
        router.refresh();
      } catch (error) {
        toast.error(noAnswer(error, "Asking again is safe."));
      }
    });
  return (
    <div className="flex gap-2">
      {wishes.map(({ wish, label }) => (
        <Button
          key={wish}
          variant={wish === "retry" ? "primary" : "outline"}
          disabled={busy}
          onClick={() => ask(wish)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
