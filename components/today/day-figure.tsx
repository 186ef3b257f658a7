import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import type { OrderTab } from "@/lib/domain/order-list/order-filter";
import type { DayFigures } from "@/lib/domain/today/day-figures";
import { listHref, plainList } from "@/lib/order-list/list-params";
import { withScopeParams } from "@/lib/order-list/scope-params";
import type { DayRow } from "@/lib/services/today/day-rows";
import { formatDuration } from "../format/format-duration";

/** The figures that count orders. */
type DayCount = {
  [Figure in keyof DayFigures]: DayFigures[Figure] extends number ? Figure : never;
}[keyof DayFigures];

/** The counts of a day in the order of the table, each with the tab that lists its orders. */
export const dayCounts: Record<DayCount, { label: string; tab: OrderTab }> = {
  received: { label: "Received", tab: "all" },
  pushed: { label: "Pushed", tab: "pushed" },
  partly: { label: "Partially pushed", tab: "partially_pushed" },
  waiting: { label: "Waiting", tab: "not_pushed" },
  trouble: { label: "In trouble", tab: "attention" },
};

const dayList = (row: DayRow, tab: OrderTab) =>
  listHref({ ...plainList, ...row.scope, tab, date: { preset: "today" } });

/** A count, with a link to its orders. */
export function CountLink({ row, count, figures }: { row: DayRow; count: DayCount; figures: DayFigures }) {
  const value = figures[count];
  const { label, tab } = dayCounts[count];
  const alarming = count === "trouble" && value > 0;
  return (
    <FigureLink
      href={dayList(row, tab)}
      about={`${label.toLowerCase()} today, ${row.name}`}
      className={cn(value === 0 && "text-muted", alarming && "font-semibold text-amber")}
    >
      {alarming && <TriangleAlert className="size-3.5" aria-hidden="true" />}
      {value.toLocaleString("en")}
    </FigureLink>
  );
}

/** The median time from order to push, with a link to the pushed orders. */
export function MedianLink({ row, figures }: { row: DayRow; figures: DayFigures }) {
  if (figures.medianMs === null) return <None />;
  return (
    <FigureLink href={dayList(row, "pushed")} about={`median time from order to push, ${row.name}`}>
      {formatDuration(figures.medianMs)}
    </FigureLink>
  );
}

/** The longest time from order to push, with a link to that order. */
export function WorstLink({ row, figures }: { row: DayRow; figures: DayFigures }) {
  if (figures.worstMs === null || figures.worstId === null) return <None />;
  return (
    <FigureLink
      href={withScopeParams(`/orders/${figures.worstId}`, row.scope)}
      about={`the longest time from order to push, ${row.name}`}
    >
      {formatDuration(figures.worstMs)} <span className="font-normal text-muted">{figures.worstName}</span>
    </FigureLink>
  );
}

const None = () => <span className="inline-flex min-h-7 items-center text-muted">None pushed</span>;

function FigureLink(props: { href: string; about: string; className?: string; children: ReactNode }) {
  return (
    <Link
      href={props.href}
      prefetch={false}
      className={cn(
        "inline-flex min-h-7 items-center gap-1 font-medium whitespace-nowrap tabular-nums underline-offset-2 hover:underline",
        props.className,
      )}
    >
      {props.children}
      <span className="sr-only"> {props.about}</span>
    </Link>
  );
}
