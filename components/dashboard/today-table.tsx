import Link from "next/link";
import { cn } from "@/components/ui/class-names";
import { Table, Td, Th } from "@/components/ui/table";
import { type Figure, figures, type TodayRow } from "./figures";

/** Each store's day; every number opens the list that it counts. On a phone each store is a block. */
export function TodayTable({ rows }: { rows: TodayRow[] }) {
  const days = rows.map((row) => ({ row, figures: figures(row) }));
  return (
    <>
      <ul className="divide-y border-y md:hidden">
        {days.map(({ row, figures }) => (
          <li key={row.store.id} className="px-4 py-3">
            <StoreName store={row.store} />
            <dl className="mt-2 grid grid-cols-3 gap-x-4 gap-y-2">
              {figures.map((figure) => (
                <div key={figure.label}>
                  <dt className="text-[12px] text-muted">{figure.label}</dt>
                  <dd className="tabular-nums">
                    <FigureLink figure={figure} />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      <div className="hidden border-y md:block">
        <Table aria-label="Today's orders by store">
          <thead className="bg-sunken">
            <tr>
              <Th className="pl-6">Merchant and store</Th>
              {days[0]?.figures.map(({ label }) => (
                <Th key={label} className="text-right last:pr-6">
                  {label}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map(({ row, figures }) => (
              <tr key={row.store.id} className="border-t">
                <th scope="row" className="py-2 pl-6 text-left font-normal">
                  <StoreName store={row.store} />
                </th>
                {figures.map((figure) => (
                  <Td key={figure.label} className="text-right whitespace-nowrap last:pr-6">
                    <FigureLink figure={figure} />
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

function StoreName({ store }: { store: TodayRow["store"] }) {
  const { merchantName, name, timeZone } = store;
  return (
    <>
      <span className="block max-w-[32ch] truncate font-medium" dir="auto">
        {merchantName ?? name}
      </span>
      <span className="block max-w-[44ch] truncate text-[12px] text-muted">
        {merchantName && merchantName !== name && (
          <>
            <bdi>{name}</bdi>
            {" · "}
          </>
        )}
        {timeZone}
      </span>
    </>
  );
}

function FigureLink({ figure: { text, href, what, tone } }: { figure: Figure }) {
  if (href === null) return <span className="inline-block py-1 text-muted">{text}</span>;
  return (
    // What only screen readers are told must stay inside of what scrolls sideways.
    <Link
      href={href}
      className={cn(
        "relative inline-block min-w-6 py-1 underline-offset-2 hover:underline",
        tone === "quiet" && "text-muted",
        tone === "needs you" && "font-semibold text-amber",
      )}
    >
      {text}
      <span className="sr-only"> {what}</span>
    </Link>
  );
}
