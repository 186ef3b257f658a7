import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/app-shell/empty-state";
import { PageHead } from "@/components/app-shell/page-head";
import { StopNotice } from "@/components/stores/stops/stop-notice";
import { StoppedStore } from "@/components/stores/stops/stopped-store";
import { DayBoard } from "@/components/today/day-board";
import { NextDay } from "@/components/today/next-day";
import { TroubledList } from "@/components/today/troubled-list";
import { Button } from "@/components/ui/button";
import { requireSession } from "@/lib/auth/require-session";
import { listHref, plainList } from "@/lib/order-list/list-params";
import { pageScope } from "@/lib/order-list/scope-params";
import { readToday } from "@/lib/services/today/read-today";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { ctx, at } = await requireSession("orders.read");
  const chosen = pageScope(await searchParams);
  const { rows, hasStores, stops, troubled } = await readToday(ctx, { chosen, now: at });
  const everyDay = listHref({
    ...plainList,
    ...(chosen.store ? { store: chosen.store } : chosen),
    tab: "attention",
  });
  return (
    <>
      <PageHead
        title="Today"
        sentence="Orders that customers placed since midnight in the time zone of their store, and their current state. Each number links to its orders."
      />
      {stops.map((stop) => (
        <StopNotice key={stop.id} stop={stop} timeZone="UTC" what={<StoppedStore stop={stop} />} />
      ))}
      {troubled.length > 0 && <TroubledList stores={troubled} />}
      {rows.length > 0 ? (
        <>
          <DayBoard rows={rows} now={at} />
          <p className="max-w-[90ch] px-4 pt-3 text-muted md:px-6">
            Waiting: not pushed yet. In trouble: uncertain, refused, parked, or held by something that a user
            can correct. An order in trouble is also counted by its push status.{" "}
            <Link href={everyDay} className="text-accent underline underline-offset-2">
              Orders of any day that need attention
            </Link>
          </p>
          <NextDay now={at.getTime()} at={Math.min(...rows.map(({ row }) => row.to.getTime()))} />
        </>
      ) : hasStores ? (
        <EmptyState
          title="No such merchant or store"
          action={
            <Button asChild>
              <Link href="/today">Show all merchants</Link>
            </Button>
          }
        >
          The merchant or store in this address does not sell, was disconnected, or is not visible to you.
        </EmptyState>
      ) : (
        <EmptyState title="No destination store is connected">
          Orders come from destination stores. When a store is connected to a source store, its day appears
          here.
        </EmptyState>
      )}
    </>
  );
}
