import Link from "next/link";
import { Instant } from "@/components/format/instant";
import { Badge } from "@/components/ui/badge";
import { explainProblem } from "@/lib/domain/installations/problem";
import type { Today } from "@/lib/services/today/read-today";

/** One line for each store that has a problem, with a link to the store. */
export function TroubledList({ stores }: { stores: Today["troubled"] }) {
  return (
    <section aria-labelledby="troubled" className="border-b">
      <h2 id="troubled" className="px-4 pb-1 font-semibold md:px-6">
        Stores with a problem
      </h2>
      <ul className="divide-y border-t">
        {stores.map(({ id, name, timeZone, kinds, since }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 md:px-6">
            <Link href={`/stores/${id}`} className="font-medium hover:underline" translate="no">
              {name}
            </Link>
            {kinds.map((kind) => (
              <Badge key={kind} tone="red" pip="cross">
                {explainProblem(kind, {}).label}
              </Badge>
            ))}
            <span className="text-muted">
              <span>since </span>
              <Instant at={since.toISOString()} timeZone={timeZone} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
