"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { OrderRowView } from "./order-row-view";
import type { PushOrders, PushOutcome } from "./push-result";
import { PushResults } from "./push-results";
import { SupplierChoice } from "./supplier-choice";
import { counted } from "./words";

/** Pushes several orders at once; the result, one line per order, stays until it is closed. */
export function BulkPushDialog({
  orders,
  onClose,
  pushOrders,
}: {
  orders: OrderRowView[];
  onClose: (done: boolean) => void;
  pushOrders: PushOrders;
}) {
  const router = useRouter();
  // What was chosen when the dialog opened: a live update does not change it under the pointer.
  const [chosen] = useState(orders);
  const suppliers = suppliersOf(chosen);
  const [storeIds, setStoreIds] = useState<ReadonlySet<string>>(new Set(suppliers.map((one) => one.id)));
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, PushOutcome>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const done = outcomes.size > 0;

  const push = (orderIds: string[], reason?: string) =>
    startTransition(async () => {
      setProblem(null);
      const sourceStoreIds = storeIds.size === suppliers.length ? null : [...storeIds];
      try {
        const answer = await pushOrders({ orderIds, sourceStoreIds, reason });
        if (!answer.ok) return setProblem(answer.error.message);
        setOutcomes((before) => {
          const after = new Map(before);
          for (const { orderId, result } of answer.value) after.set(orderId, result);
          return after;
        });
        router.refresh();
      } catch (error) {
        setProblem(noAnswer(error, "What it recorded is shown in the list; pushing again is safe."));
      }
    });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose(done)}>
      <DialogContent
        title={
          done ? `Push of ${counted(chosen.length, "order")}` : `Push ${counted(chosen.length, "order")}`
        }
        description={
          done
            ? "Recorded pushes are sent one by one; the list follows them."
            : "Each order's synced items go to their suppliers. What is pushed already is not pushed again."
        }
        footer={
          done ? (
            <Button onClick={() => onClose(true)}>Close</Button>
          ) : (
            <>
              <Button onClick={() => onClose(false)}>Cancel</Button>
              <Button
                variant="primary"
                disabled={pending || (suppliers.length > 0 && storeIds.size === 0)}
                onClick={() => push(chosen.map((order) => order.id))}
              >
                {pending ? "Recording…" : `Push ${counted(chosen.length, "order")}`}
              </Button>
            </>
          )
        }
      >
        {problem && (
          <p role="alert" className="mb-3 rounded bg-red-wash px-3 py-2 text-red">
            {problem}
          </p>
        )}
        {done ? (
          <PushResults
            orders={chosen}
            outcomes={outcomes}
            pending={pending}
            onReason={(orderIds, reason) => push(orderIds, reason)}
          />
        ) : (
          <SupplierChoice suppliers={suppliers} chosen={storeIds} onChange={setStoreIds} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function suppliersOf(orders: OrderRowView[]): { id: string; name: string; orders: number }[] {
  const found = new Map<string, { id: string; name: string; orders: number }>();
  for (const { storeId, store } of orders.flatMap((order) => order.track.segments)) {
    const known = found.get(storeId) ?? { id: storeId, name: store, orders: 0 };
    found.set(storeId, { ...known, orders: known.orders + 1 });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
