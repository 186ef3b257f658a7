import Link from "next/link";
import { codesOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";
import type { InFlight } from "@/lib/services/stores/connections/read-in-flight";

const stages: Record<keyof InFlight["counts"], { label: string; follows: string }> = {
  planned: { label: "planned and not sent", follows: "" },
  uncertain: {
    label: "being sent, or without a known answer",
    follows: " They are looked up in either case.",
  },
  created: {
    label: "created in the source store and not shipped completely",
    follows: " They stay there and are not changed.",
  },
};

/** The sends in flight, by how far they have come, with links to the newest of their orders. */
export function FlightList({ inFlight }: { inFlight: InFlight }) {
  const { counts, flights, more } = inFlight;
  // An order has a send for each of its suppliers.
  const orders = new Map(flights.map(({ orderId, orderName }) => [orderId, orderName]));
  if (flights.length === 0) return <p className="text-muted">No order is in flight.</p>;
  return (
    <section aria-label="Orders in flight" className="grid gap-2">
      <ul className="grid gap-1">
        {codesOf(stages)
          .filter((stage) => counts[stage] > 0)
          .map((stage) => (
            <li key={stage}>
              {`${counted(counts[stage], "send")} ${stages[stage].label}.${stages[stage].follows}`}
            </li>
          ))}
      </ul>
      {more && <p className="text-muted">There are more than these.</p>}
      <ul className="flex max-h-32 flex-wrap gap-x-3 gap-y-1 overflow-y-auto">
        {[...orders].map(([orderId, orderName]) => (
          <li key={orderId}>
            <Link
              href={`/orders/${orderId}`}
              translate="no"
              className="text-accent underline underline-offset-2"
            >
              {orderName}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
