"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState, useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/auth/define-action";
import type { ConfirmResult } from "@/lib/services/confirm-source-order";
import { readable } from "./words";

/** A server action that takes the order which a person found; null when what was typed names none. */
export type NameSourceOrder = (input: {
  legId: string;
  order: string;
}) => Promise<ActionResult<ConfirmResult | null>>;

/** For a person who found an uncertain send's order in the supplier's shop: it is read and checked, then taken. */
export function NameSourceOrder({ legId, name }: { legId: string; name: NameSourceOrder }) {
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [order, setOrder] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      setProblem(null);
      try {
        const answer = await name({ legId, order });
        if (!answer.ok) return setProblem(answer.error.message);
        const said = sentence(answer.value);
        if (said !== null) return setProblem(said);
        toast("Recorded: it is this leg's order.");
        setOpen(false);
        router.refresh();
      } catch (error) {
        setProblem(noAnswer(error, "Naming it again is safe."));
      }
    });
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        It is there…
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          title="The order is in the supplier's shop"
          description="It is read and taken only if its lines carry this send's ids. Nothing else of the shop is shown."
        >
          <form onSubmit={submit} className="grid gap-3">
            {problem && (
              <p role="alert" className="rounded bg-red-wash px-3 py-2 text-red">
                {problem}
              </p>
            )}
            <label htmlFor={id} className="font-medium">
              Address of its page in the supplier's Shopify admin, or its id
            </label>
            <Input
              id={id}
              required
              maxLength={300}
              value={order}
              onChange={(event) => setOrder(event.target.value)}
              placeholder="https://admin.shopify.com/store/…/orders/5551234567890"
            />
            <div className="flex justify-end gap-2">
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Button type="submit" variant="primary" disabled={pending || order.trim() === ""}>
                {pending ? "Reading it…" : "Check and take it"}
              </Button>
            </div>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}

function sentence(result: ConfirmResult | null): string | null {
  if (result === null)
    return "This is neither the address of an order's page nor its id. Order numbers may repeat.";
  switch (result.kind) {
    case "recorded":
      return null;
    case "not_found":
      return "The send is gone, or you may not see it.";
    case "conflict":
      return `It has moved on meanwhile: ${readable(result.state).toLowerCase()}.`;
    case "not_this_one":
      return "There is no such order in that shop, or it was not made by this send.";
    case "unreachable":
      return `The shop could not be read. ${result.message}`;
  }
}
