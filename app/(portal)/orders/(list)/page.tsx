import type { Metadata } from "next";
import { PageHead } from "@/components/app-shell/page-head";
import { FilterChips, FilterMenu } from "@/components/orders/filters/filter-bar";
import { filterOptions } from "@/components/orders/filters/filter-options";
import { listLook } from "@/components/orders/list/columns";
import { DisplayMenu } from "@/components/orders/list/display-menu";
import { ListEmptyState } from "@/components/orders/list/list-empty-state";
import { orderRowView } from "@/components/orders/list/order-row-view";
import { OrdersPager } from "@/components/orders/list/orders-pager";
import { OrdersTable } from "@/components/orders/list/orders-table";
import { OrdersToolbar } from "@/components/orders/list/orders-toolbar";
import { TabSentence } from "@/components/orders/list/tab-sentence";
import { tabTexts } from "@/components/orders/list/tab-texts";
import { ViewsMenu } from "@/components/orders/views/views-menu";
import { Button } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { countOrders } from "@/db/queries/order-list/count-orders";
import { listDesk } from "@/db/queries/order-list/list-desk";
import { WALKED } from "@/db/queries/order-list/list-keys";
import { listOrders } from "@/db/queries/order-list/list-orders";
import { FEW, listSource } from "@/db/queries/order-list/list-source";
import { withScope } from "@/db/scope";
import { requireSession } from "@/lib/auth/require-session";
import { orderTabs } from "@/lib/domain/order-list/order-filter";
import { may } from "@/lib/domain/people/role";
import { getEnv } from "@/lib/env";
import { listFilter, listTimeZone } from "@/lib/order-list/list-filter";
import { listHref, listQuery, readListParams } from "@/lib/order-list/list-params";
import { actOnOrders } from "../bulk-actions";
import { deleteView, renameView, saveListPreference, saveSharedView, saveView, shareView } from "./actions";

export const metadata: Metadata = { title: "Orders" };

const PAGE = 50;

export default async function OrdersPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { ctx, scope, role, user, at } = await requireSession("orders.read");
  const params = readListParams(await searchParams);
  const { tab, sort, beyond } = params;
  const { desk, page, counts, partial } = await withScope(ctx.db, scope, async (tx) => {
    const desk = await listDesk(tx, scope, user.id);
    const filter = listFilter(params, { now: at, timeZone: listTimeZone(desk.stores, params) });
    const source = await listSource(tx, scope, filter, sort);
    return {
      desk,
      page: await listOrders(tx, scope, source, { filter, tab, sort, beyond, limit: PAGE }),
      partial: source.kind === "set" && source.partial,
      counts: await countOrders(tx, scope, source, filter),
    };
  });
  const destinations = desk.stores.filter((store) => store.sells);
  const { beyond: _, ...shown } = params;
  const options = filterOptions(desk);
  const look = listLook(desk.preference);
  const names = new Map(desk.stores.map((store) => [store.id, store.name]));
  const rows = page.rows.map((row) =>
    orderRowView(row, {
      now: at,
      storeName: (id) => names.get(id) ?? "a source store",
      shopifyBaseUrl: getEnv().shopifyBaseUrl,
    }),
  );
  return (
    <>
      <PageHead title="Orders" sentence={<TabSentence tab={tab} stores={destinations} />} />
      <div className="border-b px-2.5 md:px-4">
        <LinkTabs
          label="Push status"
          tabs={orderTabs.map((name) => ({
            href: listHref({ ...params, tab: name }),
            label: tabTexts[name].label,
            count: counts[name].value,
            more: counts[name].more,
            current: name === tab,
          }))}
        />
      </div>
      <OrdersToolbar params={shown}>
        <FilterMenu params={shown} options={options} />
        <div className="ml-auto flex gap-2">
          <ViewsMenu
            params={shown}
            views={desk.views}
            mayShare={may(role, "views.share")}
            actions={{
              save: saveView,
              saveShared: saveSharedView,
              rename: renameView,
              share: shareView,
              remove: deleteView,
            }}
          />
          {may(role, "orders.export") && (
            <Button asChild>
              <a href={`/orders/export?${listQuery(shown)}`} download>
                Export CSV
              </a>
            </Button>
          )}
          <DisplayMenu params={shown} look={look} save={saveListPreference} />
        </div>
        <FilterChips params={shown} options={options} />
      </OrdersToolbar>
      <OrdersTable
        key={listHref(params)}
        page={listHref(params, beyond)}
        rows={rows}
        mayPush={may(role, "orders.push")}
        newest={beyond === null && sort.by === "date" && sort.direction === "desc"}
        params={shown}
        look={look}
        matching={counts[tab]}
        actOnOrders={actOnOrders}
        blank={
          <ListEmptyState
            params={params}
            total={counts.all.value}
            hasStores={destinations.length > 0}
            further={page.next !== null}
          />
        }
      />
      {partial && (
        <p className="px-4 pt-3 text-muted md:px-6">
          Very many orders have these words: only the {FEW.toLocaleString("en")} newest were looked through.
          Another word, or a filter, finds the older ones.
        </p>
      )}
      {page.next && page.rows.length < PAGE && (
        <p className="px-4 pt-3 text-muted md:px-6">
          Few orders fit: {WALKED.toLocaleString("en")} were looked through for this page. The next page goes
          on from there.
        </p>
      )}
      <OrdersPager
        sort={sort}
        beforeHref={page.previous && listHref(params, { direction: "before", place: page.previous })}
        afterHref={page.next && listHref(params, { direction: "after", place: page.next })}
      />
    </>
  );
}
