"use client";

import { useState } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import { counted } from "@/lib/domain/values/counted";
import type { ExchangeResult } from "@/lib/services/installations/tokens/exchange-tokens";
import type { ActionResult } from "@/lib/web/define-action";

/** The server action that exchanges the permanent tokens of an app. */
export type Exchange = (input: {
  handle: string;
}) => Promise<ActionResult<ExchangeResult | { kind: "limited" }>>;

/** Says how many shops still hold a permanent token, with the button that exchanges them after a confirmation. */
export function ExchangeTokens({
  handle,
  shops,
  exchange,
}: {
  handle: string;
  shops: number;
  exchange: Exchange;
}) {
  const [open, setOpen] = useState(false);
  const { problem, pending, send } = useRequest("You can safely exchange them again.");
  const confirm = () =>
    send(
      () => exchange({ handle }),
      (answer) => {
        if (answer.kind === "not_expiring") return "The app asks for permanent tokens. Change that first.";
        if (answer.kind !== "requested") return "The app no longer exists, or you may not change it.";
        toast(
          answer.left === 0
            ? `Tokens exchanged: ${answer.exchanged}.`
            : `Tokens exchanged: ${answer.exchanged}. The exchange of ${counted(answer.left, "token")} goes on in the background.`,
        );
        setOpen(false);
        return null;
      },
    );
  return (
    <div className="grid gap-2 rounded bg-amber-wash px-3 py-2">
      <p>
        {`${counted(shops, "shop")} of this app still ${shops === 1 ? "has" : "have"} a permanent token, from before the app asked for expiring ones.`}
      </p>
      <div>
        <Button onClick={() => setOpen(true)}>Exchange permanent tokens…</Button>
      </div>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          title="Exchange permanent tokens"
          description={`Shopify gives ${counted(shops, "shop")} of this app an expiring token each.`}
          footer={
            <>
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Button variant="primary" disabled={pending} onClick={confirm}>
                {pending ? "Exchanging…" : "Exchange them"}
              </Button>
            </>
          }
        >
          <div className="grid gap-2">
            <p>
              This cannot be undone: Shopify ends a permanent token at once, and does not give it back. Other
              software that uses the same token loses its access.
            </p>
            <p>
              Orders go on. The new tokens last an hour, and Crossdock renews them. If an answer of Shopify is
              lost, Crossdock repeats the exchange, which Shopify allows for seven days.
            </p>
            <ProblemText>{problem}</ProblemText>
          </div>
        </DialogContent>
      </Dialog>
    </div>
  );
}
