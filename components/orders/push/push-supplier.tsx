"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { counted } from "@/lib/domain/values/counted";
import { type ChosenUnits, lineKey, routeTo, shareOf, withSupplier, withUnits } from "./chosen-units";
import { flatFields } from "./flat-fields";
import type { Preview } from "./load-preview";

type Supplier = Preview["suppliers"][number];
type Line = Supplier["lines"][number];

/** Moves a line to another supplier than planned. */
export type Move = (move: { from: string; to: string; lineItemId: string }) => void;

const checkedBy = { none: false, some: "indeterminate", all: true } as const;

/**
 * One supplier of a push: its lines with their quantities, a choice of supplier per line, and the exact fields that
 * are sent.
 */
export function PushSupplier({
  supplier,
  chosen,
  onChoose,
  onMove,
  following,
}: {
  supplier: Supplier;
  chosen: ChosenUnits;
  onChoose: (chosen: ChosenUnits) => void;
  onMove: Move;
  /** Whether the shown fields are older than the choice. */
  following: boolean;
}) {
  const id = useId();
  const { sourceStoreId } = supplier;
  return (
    <li className="rounded border">
      <div className="flex items-center gap-2.5 px-3 py-2">
        <Checkbox
          id={id}
          checked={checkedBy[shareOf(supplier, chosen)]}
          onCheckedChange={(checked) => onChoose(withSupplier(supplier, chosen, checked === true))}
        />
        <label htmlFor={id} translate="no" className="flex-1 font-medium">
          {supplier.name}
        </label>
        <span className="text-muted">{counted(supplier.lines.length, "item")}</span>
      </div>
      <ul className="border-t px-3 py-2">
        {supplier.lines.map((line) => {
          const { lineItemId } = line;
          const units = chosen.get(lineKey(sourceStoreId, lineItemId)) ?? 0;
          const route = routeTo(line, sourceStoreId);
          return (
            <li key={lineItemId} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 py-0.5">
              <LineUnits
                line={line}
                units={units}
                onUnits={(units) =>
                  onChoose(withUnits({ sourceStoreId, lineItemId, open: line.quantity }, chosen, units))
                }
              />
              <bdi translate="no" className="min-w-0 flex-1 basis-32 break-words">
                {line.title}
              </bdi>
              <span translate="no" className="font-mono text-[12px] text-muted">
                {route?.sourceSku ?? "no SKU"}
              </span>
              {route && route.ratio !== 1 && (
                <span className="text-muted">= {units * route.ratio} supplier units</span>
              )}
              {line.routes.length > 1 && (
                <Select
                  aria-label={`Supplier of ${line.title}`}
                  className="h-7 max-w-44"
                  value={sourceStoreId}
                  onChange={(event) => onMove({ from: sourceStoreId, to: event.target.value, lineItemId })}
                >
                  {line.routes.map((other) => (
                    <option key={other.sourceStoreId} value={other.sourceStoreId} translate="no">
                      {other.name}
                    </option>
                  ))}
                </Select>
              )}
            </li>
          );
        })}
      </ul>
      <SentFields supplier={supplier} following={following} />
    </li>
  );
}

/** What the supplier receives, field by field. */
function SentFields({ supplier, following }: { supplier: Supplier; following: boolean }) {
  return (
    <details className="border-t px-3 py-2">
      <summary className="cursor-pointer text-muted hover:text-ink">
        What <span translate="no">{supplier.name}</span> receives, field by field
      </summary>
      {supplier.input === null && !following && (
        <p className="mt-2 text-muted">Nothing: none of this supplier's items is selected.</p>
      )}
      <dl
        aria-busy={following}
        // Makes the area scrollable by keyboard.
        tabIndex={0}
        className="mt-2 grid max-h-64 gap-x-4 gap-y-1 overflow-y-auto sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] aria-busy:opacity-50"
      >
        {flatFields(supplier.input).map(({ field, value }) => (
          <div key={field} translate="no" className="contents">
            <dt className="font-mono text-[12px] break-words text-muted">{field}</dt>
            <dd dir="auto" className="min-w-0 text-start text-[12.5px] break-words">
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** A line's checkbox, and its quantity if more than one unit is open. */
function LineUnits({
  line,
  units,
  onUnits,
}: {
  line: Line;
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
            aria-label={`Quantity of ${line.title}, at most ${line.quantity}`}
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
