"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Instant } from "@/components/format/instant";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { AcknowledgeChangesResult } from "@/lib/services/orders/acknowledge-changes";
import type { ActionResult } from "@/lib/web/define-action";
import type { ChangeView } from "./change-view";

/** The server action that records that a user knows of changes. */
type AcknowledgeChanges = (input: {
  orderId: string;
  cards: { id: string; revision: number }[];
}) => Promise<ActionResult<AcknowledgeChangesResult>>;

/** The open changes of an order as one card: what changed after a push, what to do, and the button that acknowledges it. */
export function ChangeCards({
  orderId,
  changes,
  timeZone,
  acknowledge,
}: {
  orderId: string;
  changes: ChangeView[];
  timeZone: string;
  /** Null for users without the right to acknowledge changes. */
  acknowledge: AcknowledgeChanges | null;
}) {
  const router = useRouter();
  const [pending, start] = useTransition();
  if (changes.length === 0) return null;
  const send = () =>
    start(async () => {
      try {
        const cards = changes.map(({ id, revision }) => ({ id, revision }));
        const answer = await acknowledge?.({ orderId, cards });
        if (!answer) return;
        if (!answer.ok) toast.error(answer.error.message);
        else if (answer.value.kind === "acknowledged") toast("Acknowledged.");
        else toast.error("The order has changed again. Check what the page shows now.");
        router.refresh();
      } catch (error) {
        toast.error(noAnswer(error, "You can safely acknowledge the changes again."));
      }
    });
  return (
    <section
      aria-label="Changes"
      className="flex flex-wrap items-start gap-x-4 gap-y-2 rounded border bg-amber-wash px-4 py-2.5"
    >
      <ul className="grid min-w-0 flex-1 basis-72 gap-1.5">
        {changes.map((change) => (
          <li key={change.id}>
            <span className="font-medium">{change.sentence}</span>{" "}
            {change.about && (
              <>
                <bdi translate="no">{change.about}</bdi>
                <span>. </span>
              </>
            )}
            <span>{change.asks} </span>
            <Instant at={change.openedAt} timeZone={timeZone} className="text-muted" />
          </li>
        ))}
      </ul>
      {acknowledge && (
        <Button size="small" onClick={send} disabled={pending}>
          {pending ? "Recording…" : "Acknowledge"}
        </Button>
      )}
    </section>
  );
}
