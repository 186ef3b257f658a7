"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { legMovedSentence } from "@/lib/domain/orders/leg-state";
import { heldLegSentence } from "@/lib/domain/push/hold-reason";
import type { RetryLegResult } from "@/lib/services/push/retry-leg";
import type { ActionResult } from "@/lib/web/define-action";
import type { LegAction } from "./leg-view";

/** A server action about one leg. */
export type LegRequest = (input: { legId: string }) => Promise<ActionResult<RetryLegResult>>;

const labels: Record<LegAction, string> = { retry: "Retry", try_now: "Try now", look_up: "Look up" };

/** The button of a leg's action: retry a refused leg, send a waiting leg now, or look up an uncertain leg. */
export function LegActions({
  legId,
  action,
  request,
}: {
  legId: string;
  action: LegAction;
  request: LegRequest;
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const run = () =>
    startTransition(async () => {
      try {
        const answer = await request({ legId });
        if (!answer.ok) toast.error(answer.error.message);
        else if (answer.value.kind === "not_found")
          toast.error("The send no longer exists, or you do not have access to it.");
        else if (answer.value.kind === "conflict") toast(legMovedSentence(answer.value.state));
        else if (answer.value.kind === "held") toast.error(heldLegSentence(answer.value.reasons));
        else toast(action === "look_up" ? "Look-up requested." : "Send requested.");
        router.refresh();
      } catch (error) {
        toast.error(noAnswer(error, "You can safely try again."));
      }
    });
  return (
    <Button size="small" variant="primary" onClick={run} disabled={pending}>
      {pending ? "Recording…" : labels[action]}
    </Button>
  );
}
