"use client";

import { useId } from "react";
import { Textarea } from "@/components/ui/input";
import { sentNoteText } from "@/lib/domain/addresses/sent-note";
import { sentPayments } from "@/lib/domain/dispatch/sent-payment";
import { holdReasonsText } from "@/lib/domain/push/hold-reason";
import { leftOutReasons } from "@/lib/domain/push/left-out-reason";
import type { ChosenUnits } from "./chosen-units";
import type { Preview } from "./load-preview";
import { type Move, PushSupplier } from "./push-supplier";

/** The suppliers to choose from with what each would receive, the cautions, and the items that are not included. */
export function PushPreview({
  preview,
  chosen,
  onChoose,
  onMove,
  following,
  reason,
  onReason,
}: {
  preview: Preview;
  chosen: ChosenUnits;
  onChoose: (chosen: ChosenUnits) => void;
  onMove: Move;
  /** Whether the shown fields are older than the choice. */
  following: boolean;
  reason: string;
  onReason: (reason: string) => void;
}) {
  const id = useId();
  return (
    <div className="grid gap-4">
      {preview.suppliers.length === 0 && <p>Nothing can be pushed now.</p>}
      <ul className="grid gap-3">
        {preview.suppliers.map((supplier) => (
          <PushSupplier
            key={supplier.sourceStoreId}
            supplier={supplier}
            chosen={chosen}
            onChoose={onChoose}
            onMove={onMove}
            following={following}
          />
        ))}
      </ul>
      {preview.suppliers.length > 0 && <p>{sentPayments[preview.payment]}</p>}
      {preview.suppliers.length > 0 && preview.notes.length > 0 && (
        <section aria-label="Sent differently">
          <h3 className="mb-1 font-medium">Sent differently from the order</h3>
          <ul className="list-disc pl-5 text-muted">
            {preview.notes.map(sentNoteText).map((text) => (
              <li key={text} className="break-words">
                {text}
              </li>
            ))}
          </ul>
        </section>
      )}
      {preview.suppliers.length > 0 && preview.withheld.length > 0 && (
        <p className="text-[12.5px] text-muted">Not forwarded: {preview.withheld.join(", ")}.</p>
      )}
      {preview.unrouted.length > 0 && (
        <section aria-label="Not included">
          <h3 className="mb-1 font-medium">Not included</h3>
          <ul>
            {preview.unrouted.map((line) => (
              <li key={line.lineItemId} className="flex gap-2 py-0.5 text-muted">
                <span className="w-10 shrink-0 text-right">{line.quantity} ×</span>
                <bdi translate="no" className="min-w-0 flex-1 basis-32 break-words">
                  {line.title}
                </bdi>
                <span>{leftOutReasons[line.reason]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {preview.cautions.length > 0 && (
        <div className="grid gap-2 rounded bg-amber-wash p-3">
          <p className="text-amber">{holdReasonsText(preview.cautions)}</p>
          <label htmlFor={`${id}-reason`} className="font-medium">
            Reason for pushing anyway
          </label>
          <Textarea
            id={`${id}-reason`}
            required
            maxLength={500}
            value={reason}
            onChange={(event) => onReason(event.target.value)}
            placeholder="Stored with the push and shown in the timeline"
          />
        </div>
      )}
    </div>
  );
}
