import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { counted } from "@/lib/domain/values/counted";
import type { viewBacklog } from "@/lib/services/jobs/view-jobs";
import { spanLabel } from "./job-labels";

type Props = { backlog: NonNullable<Awaited<ReturnType<typeof viewBacklog>>>; now: Date };

/** What waits or is stuck according to our own tables, with either job engine. */
export function BacklogTable({ backlog, now }: Props) {
  const { outbox, unprocessed, parked, legs } = backlog;
  const age = (at: Date | null) => (at === null ? null : spanLabel(now.getTime() - at.getTime()));
  const old = (at: Date | null) => at !== null && now.getTime() - at.getTime() > 60_000;
  return (
    <dl className="grid gap-px border-y bg-hairline sm:grid-cols-2 xl:grid-cols-4">
      <Cell name="Outbox" bad={old(outbox.oldestAt)}>
        {outbox.count === 0
          ? "No event waits"
          : `${counted(outbox.count, "event")} waiting, the oldest for ${age(outbox.oldestAt)}`}
      </Cell>
      <Cell name="Webhooks" bad={old(unprocessed.oldestAt)}>
        {unprocessed.count === 0 ? (
          "All processed"
        ) : (
          <Link href="/deliveries" className="hover:underline">
            {counted(unprocessed.count, "delivery", "deliveries")} not processed, the oldest for{" "}
            {age(unprocessed.oldestAt)}
          </Link>
        )}
      </Cell>
      <Cell name="Parked webhooks" bad={parked > 0}>
        {parked === 0 ? (
          "None"
        ) : (
          <Link href="/deliveries" className="hover:underline">
            {counted(parked, "delivery", "deliveries")} could not be read
          </Link>
        )}
      </Cell>
      <Cell name="Stuck sends" bad={legs.length > 0}>
        {legs.length === 0 ? (
          "None"
        ) : (
          <ul className="grid gap-0.5">
            {legs.map((leg) => (
              <li key={leg.id}>
                <Link href={`/orders/${leg.orderId}`} className="font-medium hover:underline" translate="no">
                  {leg.orderName}
                </Link>{" "}
                to <bdi translate="no">{leg.sourceStoreName}</bdi>:{" "}
                <span>{leg.state === "uncertain" ? "uncertain" : "not sent"}</span> for{" "}
                <span>{age(leg.since)}</span>
              </li>
            ))}
          </ul>
        )}
      </Cell>
    </dl>
  );
}

function Cell({ name, bad, children }: { name: string; bad: boolean; children: ReactNode }) {
  return (
    <div className="bg-paper px-4 py-2.5 md:px-6">
      <dt className="flex items-center gap-2 text-[12px] text-muted">
        {name}
        {bad && (
          <Badge tone="amber" pip="half">
            Check
          </Badge>
        )}
      </dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
