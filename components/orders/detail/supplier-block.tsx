import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { Instant } from "@/components/format/instant";
import { PushTrack } from "@/components/orders/shared/push-track";
import { cn } from "@/components/ui/class-names";
import { readable } from "@/lib/domain/values/readable";
import { LegActions, type LegRequest } from "./leg-actions";
import { type LegDecide, LegDecision } from "./leg-decision";
import { LegLedger } from "./leg-ledger";
import type { LegTone, LegView } from "./leg-view";
import { LineTable } from "./line-table";
import { type NameSourceOrder as NameOrder, NameSourceOrder } from "./name-source-order";
import type { SupplierBlock as Block } from "./supplier-blocks";

const tones: Record<LegTone, string> = {
  neutral: "text-muted",
  blue: "text-blue",
  green: "text-green",
  red: "text-red",
  violet: "text-violet",
  amber: "text-amber",
};

/** The server actions on legs. */
type LegVerbs = {
  retry: LegRequest;
  lookUp: LegRequest;
  skip: LegDecide;
  declareAbsent: LegDecide;
  name: NameOrder;
};

/** One source store: its state in a sentence, then its lines. */
export function SupplierBlock({
  orderId,
  block,
  timeZone,
  actions,
}: {
  orderId: string;
  block: Block;
  timeZone: string;
  /** Null for users without the right to push. */
  actions: LegVerbs | null;
}) {
  return (
    <section aria-label={block.name} className="rounded border bg-raised">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2.5">
        <h2 className="font-semibold" translate="no">
          {block.name}
        </h2>
        <PushTrack
          track={{
            segments: [
              { storeId: block.storeId, store: block.name, state: block.state, lines: block.lines.length },
            ],
            unsynced: 0,
            returned: 0,
          }}
        />
        {block.legs.length === 0 && <span className="text-muted">Not pushed yet</span>}
      </header>
      {block.legs.map((leg) => (
        <Leg
          key={leg.id}
          leg={leg}
          timeZone={timeZone}
          actions={actions}
          ledger={
            <LegLedger orderId={orderId} supplier={block.name} entries={leg.ledger} timeZone={timeZone} />
          }
        />
      ))}
      <LineTable lines={block.lines} supplier />
    </section>
  );
}

/** The payment and fulfillment that the supplier sees: " (paid, unfulfilled)". */
function statusOf({ payment, fulfillment }: LegView["sourceOrders"][number]): string {
  const statuses = [payment, fulfillment].filter((status) => status !== null);
  return statuses.length === 0 ? "" : ` (${statuses.map((each) => readable(each).toLowerCase()).join(", ")})`;
}

function Leg({
  leg,
  timeZone,
  actions,
  ledger,
}: {
  leg: LegView;
  timeZone: string;
  actions: LegVerbs | null;
  ledger: ReactNode;
}) {
  return (
    <div data-leg={leg.state} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <p>
          <span className={cn("font-medium", tones[leg.tone])}>{leg.sentence}</span>{" "}
          <Instant at={leg.at} timeZone={timeZone} /> <span>{leg.by}</span>
          {leg.sourceOrders.map((source) => (
            <span key={source.url}>
              {", order "}
              <a
                href={source.url}
                target="_blank"
                rel="noreferrer"
                className="inline-flex items-center gap-1 font-medium text-accent underline underline-offset-2"
              >
                <span translate="no">{source.name}</span>
                <ExternalLink className="size-3" aria-hidden="true" />
              </a>
              <span>{source.cancelled ? " (cancelled by the supplier)" : statusOf(source)}</span>
            </span>
          ))}
          {leg.waitsUntil && (
            <>
              <span>{leg.state === "uncertain" ? ", next automatic look-up at " : ", until "}</span>
              <time dateTime={leg.waitsUntil}>
                {new Intl.DateTimeFormat("en-GB", {
                  timeZone: "UTC",
                  hour: "2-digit",
                  minute: "2-digit",
                  second: "2-digit",
                }).format(new Date(leg.waitsUntil))}{" "}
                UTC
              </time>
            </>
          )}
          <span>.</span>
        </p>
        {leg.detail && <p className="mt-0.5 break-words">{leg.detail}</p>}
        {leg.remedy && <p className="mt-0.5 text-muted">{leg.remedy}</p>}
      </div>
      {actions && (
        <div className="flex flex-wrap gap-2">
          {leg.decisions.includes("declare_absent") && <NameSourceOrder legId={leg.id} name={actions.name} />}
          {leg.decisions.map((decision) => (
            <LegDecision
              key={decision}
              leg={leg}
              decision={decision}
              timeZone={timeZone}
              decide={decision === "declare_absent" ? actions.declareAbsent : actions.skip}
            />
          ))}
          {leg.action && (
            <LegActions
              legId={leg.id}
              action={leg.action}
              request={leg.action === "look_up" ? actions.lookUp : actions.retry}
            />
          )}
        </div>
      )}
      {ledger}
    </div>
  );
}
