"use client";

import { type MouseEvent, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/input";
import type { BulkAct } from "@/lib/services/push/act-on-orders";
import {
  type ActOnOrders,
  type BulkKind,
  type BulkTarget,
  bulkVerbs,
  type FindMatching,
  targetText,
} from "./bulk-act";
import { BulkProgress } from "./bulk-progress";
import { OrderNumbers } from "./order-numbers";
import { SupplierChoice } from "./supplier-choice";
import { type BulkRun, useBulkRun } from "./use-bulk-run";
import { useMatching } from "./use-matching";

type Supplier = { id: string; name: string; orders: number };

const texts: Record<BulkKind, { before: string; after: string }> = {
  push: {
    before:
      "The synced items of each order are pushed to their suppliers. Items that are already pushed are not pushed again.",
    after: "Recorded pushes are sent one by one. The lines below show their progress.",
  },
  retry: {
    before:
      "Refused sends are made again from the current order and sent with the same mark. Orders without a refusal do not change.",
    after: "Recorded retries are sent one by one. The lines below show their progress.",
  },
  hold: {
    before:
      "Automatic push leaves held orders alone until they are released. A user can still push them, with a reason.",
    after: "The held orders show your note.",
  },
  release: {
    before: "Automatic push checks these orders again, like new orders.",
    after: "Automatic push now sends the orders that it may send.",
  },
};

/** Asks for the input of a bulk action, applies it, and shows one line per order. */
export function BulkDialog({
  kind,
  target,
  suppliers,
  nameOf,
  actOnOrders,
  findMatching,
  onClose,
}: {
  kind: BulkKind;
  target: BulkTarget;
  /** Suppliers of the selected rows; empty when all matching orders are selected. */
  suppliers: Supplier[];
  nameOf: (orderId: string) => string;
  actOnOrders: ActOnOrders;
  findMatching: FindMatching;
  onClose: (done: boolean) => void;
}) {
  const run = useBulkRun(actOnOrders);
  const { applies, question, found, ...matched } = useMatching(target, findMatching);
  const [note, setNote] = useState("");
  // A request that arrives twice with the same key pushes once.
  const [requestKey] = useState(() => crypto.randomUUID());
  const [storeIds, setStoreIds] = useState<ReadonlySet<string>>(new Set(suppliers.map((one) => one.id)));
  const sourceStoreIds = storeIds.size === suppliers.length ? null : [...storeIds];
  const begun = run.running || run.entries.size > 0 || run.unfinished;
  const { before, after } = texts[kind];
  const act = (): BulkAct => {
    if (kind === "push") return { kind, sourceStoreIds, requestKey };
    return kind === "hold" ? { kind, note: note.trim() } : { kind };
  };
  const isEmpty = applies?.kind === "rows" && applies.orderIds.length === 0;
  const complete =
    kind === "hold" ? note.trim() !== "" : kind !== "push" || suppliers.length === 0 || storeIds.size > 0;
  const title = `${bulkVerbs[kind]} ${matched.title ?? targetText(target)}`;
  const nameKnown = (id: string) => found?.orders.find((order) => order.id === id)?.name ?? nameOf(id);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose(begun)}>
      <DialogContent
        className="max-w-[720px]"
        title={title}
        description={begun ? after : before}
        footer={
          begun ? (
            <RunButtons run={run} onClose={() => onClose(true)} />
          ) : (
            <>
              <Button onClick={() => onClose(false)}>Cancel</Button>
              <Button
                variant="primary"
                disabled={!complete || !applies || isEmpty}
                onClick={() => applies && run.start(applies, act())}
              >
                {title}
              </Button>
            </>
          )
        }
      >
        {(run.problem ?? matched.problem) && <Problem>{run.problem ?? matched.problem}</Problem>}
        {begun ? (
          <BulkProgress
            run={run}
            nameOf={nameKnown}
            onReason={(orderIds, reason) =>
              run.start(
                { kind: "rows", orderIds },
                { kind: "push", sourceStoreIds, reason, requestKey: crypto.randomUUID() },
              )
            }
          />
        ) : (
          <div className="grid gap-4">
            {question && (
              <p role="alert" className="rounded bg-amber-wash px-3 py-2 text-amber">
                {question}
              </p>
            )}
            {kind === "hold" && <HoldNote note={note} onChange={setNote} />}
            {kind === "push" && target.kind === "rows" && (
              <SupplierChoice suppliers={suppliers} chosen={storeIds} onChange={setStoreIds} />
            )}
            <AppliesTo
              applies={applies}
              names={found?.orders.map(({ name }) => name) ?? idsOf(target).map(nameOf)}
              failed={matched.problem !== null}
            />
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}

const idsOf = (target: BulkTarget) => (target.kind === "rows" ? target.orderIds : []);

/** The orders that the action applies to, by number. */
function AppliesTo({
  applies,
  names,
  failed,
}: {
  applies: BulkTarget | null;
  names: string[];
  failed: boolean;
}) {
  if (!applies) return failed ? null : <p role="status">Finding the orders that match…</p>;
  if (applies.kind === "rows") return <OrderNumbers names={names} total={applies.orderIds.length} />;
  return (
    <p>
      This applies to all orders that match the filters of the list while it runs, on all pages: more than{" "}
      {applies.count.toLocaleString("en")} now.
    </p>
  );
}

function RunButtons({ run, onClose }: { run: BulkRun; onClose: () => void }) {
  return (
    <>
      {run.running && <Button onClick={notTwice(run.stop)}>Stop</Button>}
      {!run.running && run.unfinished && (
        <Button variant="primary" onClick={run.resume}>
          Continue
        </Button>
      )}
      <Button onClick={notTwice(onClose)}>Close</Button>
    </>
  );
}

/** Ignores the second click of a double click: the first one has put this button in the place of another. */
const notTwice = (act: () => void) => (event: MouseEvent) => {
  if (event.detail < 2) act();
};

function HoldNote({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  const id = useId();
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="font-medium">
        Reason for the hold
      </label>
      <Textarea
        id={id}
        required
        maxLength={500}
        value={note}
        onChange={(event) => onChange(event.target.value)}
        placeholder="Shown with the order while it is held"
      />
    </div>
  );
}

function Problem({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="mb-3 rounded bg-red-wash px-3 py-2 text-red">
      {children}
    </p>
  );
}
