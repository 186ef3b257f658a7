"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/input";
import type { BulkAct } from "@/lib/services/push/act-on-orders";
import { type ActOnOrders, type BulkKind, type BulkTarget, bulkVerbs, targetText } from "./bulk-act";
import { BulkProgress } from "./bulk-progress";
import { SupplierChoice } from "./supplier-choice";
import { type BulkRun, useBulkRun } from "./use-bulk-run";

type Supplier = { id: string; name: string; orders: number };

const texts: Record<BulkKind, { before: string; after: string }> = {
  push: {
    before: "Each order's synced items go to their suppliers. What is pushed already is not pushed again.",
    after: "Recorded pushes are sent one by one; these lines follow them.",
  },
  retry: {
    before:
      "Sends that suppliers refused are built anew from today's order and sent again, under the same mark. Orders without a refusal stay as they are.",
    after: "Recorded retries are sent one by one; these lines follow them.",
  },
  hold: {
    before:
      "Automatic push leaves held orders alone until they are released. A person may still push them, with a reason.",
    after: "Held orders carry your note.",
  },
  release: {
    before: "Automatic push looks at these orders again, as at new ones.",
    after: "What automatic push may send now, it sends by itself.",
  },
};

/** Asks for what a bulk act needs, does it, and keeps one line per order until it is closed. */
export function BulkDialog({
  kind,
  target,
  suppliers,
  nameOf,
  actOnOrders,
  onClose,
}: {
  kind: BulkKind;
  target: BulkTarget;
  /** Suppliers of the selected rows; empty when more than rows is selected. */
  suppliers: Supplier[];
  nameOf: (orderId: string) => string;
  actOnOrders: ActOnOrders;
  onClose: (done: boolean) => void;
}) {
  const run = useBulkRun(actOnOrders);
  const [note, setNote] = useState("");
  // One press of the button is one push, however often its request arrives.
  const [requestKey] = useState(() => crypto.randomUUID());
  const [storeIds, setStoreIds] = useState<ReadonlySet<string>>(new Set(suppliers.map((one) => one.id)));
  const sourceStoreIds = storeIds.size === suppliers.length ? null : [...storeIds];
  const begun = run.running || run.entries.size > 0 || run.unfinished;
  const { before, after } = texts[kind];
  const act = (): BulkAct => {
    if (kind === "push") return { kind, sourceStoreIds, requestKey };
    return kind === "hold" ? { kind, note: note.trim() } : { kind };
  };
  const ready =
    kind === "hold" ? note.trim() !== "" : kind !== "push" || suppliers.length === 0 || storeIds.size > 0;
  const title = `${bulkVerbs[kind]} ${targetText(target)}`;
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
              <Button variant="primary" disabled={!ready} onClick={() => run.start(target, act())}>
                {title}
              </Button>
            </>
          )
        }
      >
        {run.problem && <Problem>{run.problem}</Problem>}
        {begun ? (
          <BulkProgress
            run={run}
            nameOf={nameOf}
            onReason={(orderIds, reason) =>
              run.start(
                { kind: "rows", orderIds },
                { kind: "push", sourceStoreIds, reason, requestKey: crypto.randomUUID() },
              )
            }
          />
        ) : kind === "hold" ? (
          <HoldNote note={note} onChange={setNote} />
        ) : kind === "push" && target.kind === "rows" ? (
          <SupplierChoice suppliers={suppliers} chosen={storeIds} onChange={setStoreIds} />
        ) : (
          <p>
            {target.kind === "matching"
              ? "That is every order that the list shows with its filters, on all pages."
              : "Each order gets a line that says what became of it."}
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}

function RunButtons({ run, onClose }: { run: BulkRun; onClose: () => void }) {
  return (
    <>
      {run.running && <Button onClick={run.stop}>Stop here</Button>}
      {!run.running && run.unfinished && (
        <Button variant="primary" onClick={run.goOn}>
          Go on
        </Button>
      )}
      <Button onClick={onClose}>Close</Button>
    </>
  );
}

function HoldNote({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  const id = useId();
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="font-medium">
        Why, or until when?
      </label>
      <Textarea
        id={id}
        required
        maxLength={500}
        value={note}
        onChange={(event) => onChange(event.target.value)}
        placeholder="Shown with the order for as long as it is held"
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
