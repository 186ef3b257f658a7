"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Instant } from "@/components/format/instant";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ReleaseHoldResult } from "@/lib/services/orders/release-hold";
import type { ActionResult } from "@/lib/web/define-action";

/** The server action that releases a hold. */
type ReleaseHold = (input: { orderId: string }) => Promise<ActionResult<ReleaseHoldResult>>;

/** Shows who put the order on hold, when and why, and the button that releases the hold. */
export function HoldBlock({
  orderId,
  hold,
  timeZone,
  releaseHold,
}: {
  orderId: string;
  hold: { note: string | null; heldAt: string; by: string };
  timeZone: string;
  /** Null for users without the right to release a hold. */
  releaseHold: ReleaseHold | null;
}) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const release = () =>
    start(async () => {
      try {
        const answer = await releaseHold?.({ orderId });
        if (!answer) return;
        if (!answer.ok) toast.error(answer.error.message);
        else if (answer.value.kind === "released") toast("Released: automatic push checks the order again.");
        else toast("The order is not held.");
        router.refresh();
      } catch (error) {
        toast.error(noAnswer(error, "You can safely release the hold again."));
      }
    });
  return (
    <section
      aria-label="Hold"
      className="flex flex-wrap items-start gap-x-4 gap-y-2 rounded border bg-amber-wash px-4 py-2.5"
    >
      <div className="min-w-0 flex-1 basis-72">
        <p>
          <span className="font-medium text-amber">Held</span>{" "}
          <Instant at={hold.heldAt} timeZone={timeZone} /> by <bdi translate="no">{hold.by}</bdi>. Automatic
          push does not send the order until the hold is released.
        </p>
        {hold.note && (
          <p dir="auto" className="mt-0.5 break-words whitespace-pre-line">
            {hold.note}
          </p>
        )}
      </div>
      {releaseHold && (
        <Button size="small" onClick={release} disabled={pending}>
          {pending ? "Recording…" : "Release"}
        </Button>
      )}
    </section>
  );
}
