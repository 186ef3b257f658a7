import { ReasonForm } from "@/components/orders/shared/reason-form";
import { BulkResults } from "./bulk-results";
import { bulkSentence } from "./bulk-sentence";
import type { BulkRun } from "./use-bulk-run";

/** The results of a run so far, and a form for the orders that are pushed only with a reason. */
export function BulkProgress({
  run,
  nameOf,
  onReason,
}: {
  run: BulkRun;
  nameOf: (orderId: string) => string;
  onReason: (orderIds: string[], reason: string) => Promise<void>;
}) {
  const asking = [...run.entries.values()].filter(({ result }) => bulkSentence(result).tone === "ask");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <BulkResults entries={run.entries} nameOf={nameOf} />
        {run.running && (
          <p role="status" className="py-2 text-muted">
            Recording…
          </p>
        )}
        {!run.running && run.unfinished && !run.problem && (
          <p className="py-2">Stopped. Orders that are not listed were not changed.</p>
        )}
      </div>
      {asking.length > 0 && !run.running && (
        <ReasonForm
          orders={asking.length}
          pending={run.running}
          onSubmit={(reason) =>
            onReason(
              asking.map(({ result }) => result.orderId),
              reason,
            )
          }
        />
      )}
    </div>
  );
}
