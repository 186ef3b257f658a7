"use client";

import { CircleAlert, CircleCheck, CircleMinus } from "lucide-react";
import Link from "next/link";
import type { OrderRowView } from "./order-row-view";
import { type PushOutcome, pushSentence } from "./push-result";
import { ReasonForm } from "./reason-form";

const icons = {
  done: <CircleCheck className="size-4 text-green" aria-hidden="true" />,
  ask: <CircleAlert className="size-4 text-amber" aria-hidden="true" />,
  stopped: <CircleMinus className="size-4 text-muted" aria-hidden="true" />,
};

/** One line per order, and beneath the form for those that wait for a reason. */
export function PushResults({
  orders,
  outcomes,
  pending,
  onReason,
}: {
  orders: OrderRowView[];
  outcomes: ReadonlyMap<string, PushOutcome>;
  pending: boolean;
  onReason: (orderIds: string[], reason: string) => void;
}) {
  const asking = orders.filter((order) => outcomes.get(order.id)?.kind === "needs_reason");
  return (
    <div className="grid gap-4">
      <ul className="divide-y" aria-label="Result per order">
        {orders.map((order) => {
          const outcome = outcomes.get(order.id);
          if (!outcome) return null;
          const { text, tone } = pushSentence(outcome);
          return (
            <li key={order.id} className="flex gap-2.5 py-2">
              <span className="mt-0.5">{icons[tone]}</span>
              <Link href={`/orders/${order.id}`} className="shrink-0 font-medium hover:underline">
                {order.name}
              </Link>
              <span className="text-muted">
                {text}
                {tone === "ask" && " A reason is needed."}
              </span>
            </li>
          );
        })}
      </ul>
      {asking.length > 0 && (
        <ReasonForm
          orders={asking.length}
          pending={pending}
          onSubmit={(reason) =>
            onReason(
              asking.map((order) => order.id),
              reason,
            )
          }
        />
      )}
    </div>
  );
}
