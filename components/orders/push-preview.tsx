"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input, Textarea } from "@/components/ui/input";
import { type ChosenUnits, lineKey, shareOf, withSupplier, withUnits } from "./chosen-units";
import { flatFields } from "./flat-fields";
import type { Preview } from "./load-preview";
import { counted, heldSentence, leftSentence, readable } from "./words";

const checkedBy = { none: false, some: "indeterminate", all: true } as const;

/** Suppliers to choose, what each would receive and what is held back, and what stays behind. */
export function PushPreview({
  preview,
  chosen,
  onChoose,
  following,
  reason,
  onReason,
}: {
  preview: Preview;
  chosen: ChosenUnits;
  onChoose: (chosen: ChosenUnits) => void;
  /** What is shown field by field is not yet that of the choice. */
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
          <li key={supplier.sourceStoreId} className="rounded border">
            <div className="flex items-center gap-2.5 px-3 py-2">
              <Checkbox
                id={`${id}-${supplier.sourceStoreId}`}
                checked={checkedBy[shareOf(supplier, chosen)]}
                onCheckedChange={(checked) => onChoose(withSupplier(supplier, chosen, checked === true))}
              />
              <label htmlFor={`${id}-${supplier.sourceStoreId}`} className="flex-1 font-medium">
                {supplier.name}
              </label>
              <span className="text-muted">{counted(supplier.lines.length, "item")}</span>
            </div>
            <ul className="border-t px-3 py-2">
              {supplier.lines.map((line) => (
                <li key={line.lineItemId} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 py-0.5">
                  <LineUnits
                    line={line}
                    units={chosen.get(lineKey(supplier.sourceStoreId, line.lineItemId)) ?? 0}
                    onUnits={(units) =>
                      onChoose(
                        withUnits(
                          {
                            sourceStoreId: supplier.sourceStoreId,
                            lineItemId: line.lineItemId,
                            open: line.quantity,
                          },
                          chosen,
                          units,
                        ),
                      )
                    }
                  />
                  <bdi className="min-w-0 flex-1 basis-32 break-words">{line.title}</bdi>
                  <span className="font-mono text-[12px] text-muted">{line.sourceSku ?? "no SKU"}</span>
                  {line.sourceUnits !== line.quantity && (
                    <span className="text-muted">= {unitsThere(supplier, line, chosen)} there</span>
                  )}
                </li>
              ))}
            </ul>
            <details className="border-t px-3 py-2">
              <summary className="cursor-pointer text-muted hover:text-ink">
                What {supplier.name} receives, field by field
              </summary>
              {supplier.input === null && !following && (
                <p className="mt-2 text-muted">Nothing: none of its items is chosen.</p>
              )}
              <dl
                aria-busy={following}
                className="mt-2 grid max-h-64 gap-x-4 gap-y-1 overflow-y-auto sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] aria-busy:opacity-50"
              >
                {flatFields(supplier.input).map(({ field, value }) => (
                  <div key={field} className="contents">
                    <dt className="font-mono text-[12px] break-words text-muted">{field}</dt>
                    <dd dir="auto" className="min-w-0 text-start text-[12.5px] break-words">
                      {value}
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
            {supplier.withheld.length > 0 && (
              <p className="border-t px-3 py-2 text-[12.5px] text-muted">
                Not forwarded: {supplier.withheld.join(", ")}.
              </p>
            )}
          </li>
        ))}
      </ul>
      {preview.unrouted.length > 0 && (
        <section aria-label="Stays behind">
          <h3 className="mb-1 font-medium">Stays behind</h3>
          <ul>
            {preview.unrouted.map((line) => (
              <li key={line.lineItemId} className="flex gap-2 py-0.5 text-muted">
                <span className="w-10 shrink-0 text-right">{line.quantity} ×</span>
                <bdi className="min-w-0 flex-1 basis-32 break-words">{line.title}</bdi>
                <span>{leftSentence(line.reason) || readable(line.reason)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {preview.cautions.length > 0 && (
        <div className="grid gap-2 rounded bg-amber-wash p-3">
          <p className="text-amber">{preview.cautions.map(heldSentence).join(" ")}</p>
          <label htmlFor={`${id}-reason`} className="font-medium">
            Why push it all the same?
          </label>
          <Textarea
            id={`${id}-reason`}
            required
            maxLength={500}
            value={reason}
            onChange={(event) => onReason(event.target.value)}
            placeholder="Kept with the push and shown in the timeline"
          />
        </div>
      )}
    </div>
  );
}

/** Units of the source store for what is chosen of a line. */
function unitsThere(
  supplier: Preview["suppliers"][number],
  line: Preview["suppliers"][number]["lines"][number],
  chosen: ChosenUnits,
): number {
  const units = chosen.get(lineKey(supplier.sourceStoreId, line.lineItemId)) ?? 0;
  return (units * line.sourceUnits) / line.quantity;
}

/** A line's tick, and beside it how many where there is more than one. */
function LineUnits({
  line,
  units,
  onUnits,
}: {
  line: Preview["suppliers"][number]["lines"][number];
  units: number;
  onUnits: (units: number) => void;
}) {
  return (
    <span className="flex w-36 shrink-0 items-center gap-2 whitespace-nowrap">
      <Checkbox
        aria-label={`Push ${line.title}`}
        checked={units > 0}
        onCheckedChange={(checked) => onUnits(checked === true ? line.quantity : 0)}
      />
      {line.quantity > 1 ? (
        <>
          <Input
            type="number"
            min={0}
            max={line.quantity}
            aria-label={`How many of ${line.title}, at most ${line.quantity}`}
            value={units}
            onChange={(event) => onUnits(event.target.valueAsNumber)}
            className="h-7 w-14 px-1.5 text-right"
          />
          <span className="text-muted">of {line.quantity}</span>
        </>
      ) : (
        <span>1 ×</span>
      )}
    </span>
  );
}
