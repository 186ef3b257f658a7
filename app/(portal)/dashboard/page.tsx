import type { Metadata } from "next";
import Link from "next/link";
import type { TodayRow } from "@/components/dashboard/figures";
import { TodayTable } from "@/components/dashboard/today-table";
import { Blank } from "@/components/frame/blank";
import { PageHead } from "@/components/frame/page-head";
import { pageScope } from "@/components/frame/scope-params";
import { dateRange } from "@/components/orders/date-range";
import { listHref, plainList } from "@/components/orders/list-params";
import { countSince } from "@/db/queries/count-since";
import { sellingStores } from "@/db/queries/selling-stores";
import { narrowScope, withScope } from "@/db/scope";
import { requireSession } from "@/lib/auth/require-session";

export const metadata: Metadata = { title: "Today" };

export default async function DashboardPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { ctx, scope: whole, at } = await requireSession("orders.read");
  const chosen = pageScope(await searchParams);
  const scope = narrowScope(whole, chosen.merchant);
  const rows = await withScope(ctx.db, scope, async (tx): Promise<TodayRow[]> => {
    const all = await sellingStores(tx, scope);
    const stores = all.filter((store) => chosen.store === null || store.id === chosen.store);
    const counts = await countSince(
      tx,
      scope,
      stores.map(({ id, timeZone }) => ({
        id,
        since: dateRange({ preset: "today" }, at, timeZone).from ?? at,
      })),
    );
    const byStore = new Map(counts.map((each) => [each.storeId, each]));
    return stores.flatMap((store) => {
      const counted = byStore.get(store.id);
      return counted ? [{ store, counts: counted }] : [];
    });
  });
  const narrowed = chosen.merchant !== null || chosen.store !== null;
  return (
    <>
      <PageHead
        title="Today"
        sentence="Orders placed since midnight, in each store's own time zone, and what became of them."
      />
      {rows.length === 0 ? (
        <Blank title={narrowed ? "No such store" : "No store sells yet"}>
          {narrowed
            ? "Choose all merchants in the sidebar to see every store."
            : "A store appears here once it is connected to a source store."}
        </Blank>
      ) : (
        <>
          <TodayTable rows={rows} />
          <p className="px-4 pt-3 text-muted md:px-6">
            Order to push runs from the order's date to its last source order, for orders that are wholly
            pushed. Orders of other days are not counted here:{" "}
            <Link
              href={listHref({ ...plainList, tab: "attention", ...chosen })}
              className="underline underline-offset-2"
            >
              everything that needs attention
            </Link>
            .
          </p>
        </>
      )}
    </>
  );
}
