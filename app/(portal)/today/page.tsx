import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/app-shell/empty-state";
import { PageHead } from "@/components/app-shell/page-head";
import { pageScope } from "@/components/app-shell/scope-params";
import { DayBoard } from "@/components/today/day-board";
import { noFigures } from "@/components/today/day-figure";
import { dayRows } from "@/components/today/day-rows";
import { NextDay } from "@/components/today/next-day";
import { Button } from "@/components/ui/button";
import { dayFigures } from "@/db/queries/today/day-figures";
import { dayStores } from "@/db/queries/today/day-stores";
import { withScope } from "@/db/scope";
import { requireSession } from "@/lib/auth/require-session";
import { listHref, plainList } from "@/lib/order-list/list-params";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { ctx, scope, at } = await requireSession("orders.read");
  const chosen = pageScope(await searchParams);
  const { stores, rows, figures } = await withScope(ctx.db, scope, async (tx) => {
    const stores = await dayStores(tx, scope);
    const rows = dayRows(stores, chosen, at);
    const found = await dayFigures(tx, scope, rows);
    return { stores, rows, figures: new Map(found.map((each) => [each.id, each])) };
  });
  const everyDay = listHref({
    ...plainList,
    ...(chosen.store ? { store: chosen.store } : chosen),
    tab: "attention",
  });
  return (
    <>
      <PageHead
        title="Today"
        sentence="Orders that customers placed since midnight, and where they stand now. Every number leads to its orders."
      />
      {rows.length > 0 ? (
        <>
          <DayBoard rows={rows.map((row) => ({ row, figures: figures.get(row.id) ?? noFigures }))} now={at} />
          <p className="max-w-[90ch] px-4 pt-3 text-muted md:px-6">
            Waiting: not pushed yet. In trouble: uncertain, refused, held with a remedy or parked, whatever
            else the order is counted as.{" "}
            <Link href={everyDay} className="text-accent underline underline-offset-2">
              Orders of any day that need attention
            </Link>
          </p>
          <NextDay now={at.getTime()} at={Math.min(...rows.map(({ to }) => to.getTime()))} />
        </>
      ) : stores.length > 0 ? (
        <EmptyState
          title="No such merchant or store"
          action={
            <Button asChild>
              <Link href="/today">Show all merchants</Link>
            </Button>
          }
        >
          Nothing that sells is shown under this address: it may have been disconnected, or you may not see
          it.
        </EmptyState>
      ) : (
        <EmptyState title="No destination store is connected">
          Orders come from destination stores. Once one is connected to a source store, its day appears here.
        </EmptyState>
      )}
    </>
  );
}
