"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState, useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/auth/define-action";
import type { HoldOrderResult } from "@/lib/services/hold-order";
import { bulkSentence } from "./bulk-sentence";

/** The server action that holds an order. */
export type HoldOrder = (input: { orderId: string; note: string }) => Promise<ActionResult<HoldOrderResult>>;

/** Asks for a note and holds the order. */
export function HoldButton({
  orderId,
  orderName,
  holdOrder,
}: {
  orderId: string;
  orderName: string;
  holdOrder: HoldOrder;
}) {
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      setProblem(null);
      try {
        const answer = await holdOrder({ orderId, note: note.trim() });
        if (!answer.ok) return setProblem(answer.error.message);
        toast(bulkSentence({ orderId, outcome: { act: "hold", result: answer.value } }).text);
        setOpen(false);
        setNote("");
        router.refresh();
      } catch (error) {
        setProblem(noAnswer(error, "Holding it again is safe."));
      }
    });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>Hold…</Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          title={`Hold ${orderName}`}
          description="Automatic push leaves it alone until it is released. A person may still push it, with a reason."
        >
          <form onSubmit={submit} className="grid gap-3">
            {problem && (
              <p role="alert" className="rounded bg-red-wash px-3 py-2 text-red">
                {problem}
              </p>
            )}
            <label htmlFor={id} className="font-medium">
              Why, or until when?
            </label>
            <Textarea
              id={id}
              required
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              placeholder="Shown with the order for as long as it is held"
            />
            <div className="flex justify-end gap-2">
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Button type="submit" variant="primary" disabled={pending || note.trim() === ""}>
                {pending ? "Recording…" : "Hold the order"}
              </Button>
            </div>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
