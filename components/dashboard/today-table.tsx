import Link from "next/link";
import { formatDuration } from "@/components/format/format-duration";
import { listHref, plainList } from "@/components/orders/list-params";
import { cn } from "@/components/ui/class-names";
import { Table, Td, Th } from "@/components/ui/table";
import type { StoreCounts } from "@/db/queries/count-since";
import type { SellingStore } from "@/db/queries/selling-stores";
import type { OrderTab } from "@/lib/domain/order-filter";

export type TodayRow = { store: SellingStore; counts: StoreCounts };

/** A store's day in one row; each number opens the list that it counts. */
export function TodayTable({ rows }: { rows: TodayRow[] }) {
  return (
    <div className="border-y">
      <Table aria-label="Today's orders by store">
        <thead className="bg-sunken">
          <tr>
            <Th className="pl-4 md:pl-6">Merchant and store</Th>
            <Th className="text-right">Received</Th>
            <Th className="text-right">Pushed</Th>
            <Th className="text-right">Partly pushed</Th>
            <Th className="text-right">Waiting</Th>
            <Th className="text-right">In trouble</Th>
            <Th className="text-right">Order to push, median</Th>
            <Th className="pr-4 text-right md:pr-6">Worst</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.store.id} row={row} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Row({ row: { store, counts } }: { row: TodayRow }) {
  const of = (tab: OrderTab) => listHref({ ...plainList, tab, store: store.id, date: { preset: "today" } });
  return (
    <tr className="border-t">
      <th scope="row" className="py-2 pl-4 text-left font-normal md:pl-6">
        <span className="block max-w-[32ch] truncate font-medium" dir="auto">
          {store.merchantName ?? store.name}
        </span>
        <span className="block max-w-[44ch] truncate text-[12px] text-muted" dir="auto">
          {store.merchantName && store.merchantName !== store.name ? `${store.name} · ` : ""}
          {store.timeZone}
        </span>
      </th>
      <Count value={counts.received} href={of("all")} what={`received by ${store.name}`} />
      <Count value={counts.pushed} href={of("pushed")} what={`of ${store.name} pushed`} />
      <Count
        value={counts.partlyPushed}
        href={of("partially_pushed")}
        what={`of ${store.name} partly pushed`}
      />
      <Count value={counts.notPushed} href={of("not_pushed")} what={`of ${store.name} waiting`} />
      <Count
        value={counts.inTrouble}
        href={of("attention")}
        what={`of ${store.name} in trouble`}
        className={counts.inTrouble > 0 ? "font-semibold text-amber" : undefined}
      />
      <Span seconds={counts.medianSeconds} href={of("pushed")} what={`median of ${store.name}`} />
      <Span
        seconds={counts.worstSeconds}
        href={`/orders/${counts.worstOrderId}`}
        what={`the slowest order of ${store.name}`}
        className="pr-4 md:pr-6"
      />
    </tr>
  );
}

const link = "inline-block min-w-6 py-1 underline-offset-2 hover:underline";

function Count(props: { value: number; href: string; what: string; className?: string }) {
  return (
    <Td className="text-right">
      <Link href={props.href} className={cn(link, props.className ?? (props.value === 0 && "text-muted"))}>
        {props.value.toLocaleString("en")}
        <span className="sr-only"> {props.what}</span>
      </Link>
    </Td>
  );
}

function Span(props: { seconds: number | null; href: string; what: string; className?: string }) {
  return (
    <Td className={cn("text-right whitespace-nowrap", props.className)}>
      {props.seconds === null ? (
        <span className="text-muted">none yet</span>
      ) : (
        <Link href={props.href} className={link}>
          {formatDuration(props.seconds)}
          <span className="sr-only">, {props.what}</span>
        </Link>
      )}
    </Td>
  );
}
