import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHead } from "@/components/app-shell/page-head";
import { FilterChips, FilterMenu } from "@/components/orders/filters/filter-bar";
import { filterOptions } from "@/components/orders/filters/filter-options";
import { DisplayMenu } from "@/components/orders/list/display-menu";
import { ListEmptyState } from "@/components/orders/list/list-empty-state";
import { ListLimits } from "@/components/orders/list/list-limits";
import { orderRowView } from "@/components/orders/list/order-row-view";
import { OrdersPager } from "@/components/orders/list/orders-pager";
import { OrdersTable } from "@/components/orders/list/orders-table";
import { OrdersToolbar } from "@/components/orders/list/orders-toolbar";
import { TabSentence } from "@/components/orders/list/tab-sentence";
import { tabTexts } from "@/components/orders/list/tab-texts";
import { ViewsMenu } from "@/components/orders/views/views-menu";
import { Button } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";

import { requireSession } from "@/lib/auth/require-session";
import { type OrderTab, orderTabs, type TabCount } from "@/lib/domain/order-list/order-filter";
import { may } from "@/lib/domain/people/role";
import { getEnv } from "@/lib/env";
import { listLook } from "@/lib/order-list/columns";
import { type ListParams, listHref, listQuery, readListParams } from "@/lib/order-list/list-params";
import { readOrderList } from "@/lib/services/order-list/read-order-list";
import { actOnOrders, findMatching } from "../bulk-actions";
import { deleteView, renameView, saveListPreference, saveSharedView, saveView, shareView } from "./actions";

export const metadata: Metadata = { title: "Orders" };

export default async function OrdersPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { ctx, role, at } = await requireSession("orders.read");
  const params = readListParams(await searchParams);
  const list = await readOrderList(ctx, { list: params, now: at });
  const { toolbar, counts, supplierNames, previous, next } = list;
  // An organization without a store has nothing to list, and a first step to take.
  if (toolbar.stores.length === 0 && ctx.scope.merchantIds === null && may(role, "stores.connect")) {
    redirect("/first-steps");
  }
  const { beyond, ...shown } = params;
  const { tab, sort } = shown;
  const destinations = toolbar.stores.filter((store) => store.sells);
  const options = filterOptions(toolbar, shown);
  const look = listLook(toolbar.preference);
  const view = { now: at, supplierNames, shopifyBaseUrl: getEnv().shopifyBaseUrl };
  const rows = list.rows.map((row) => orderRowView(row, view));
  return (
    <>
      <PageHead title="Orders" sentence={<TabSentence tab={tab} stores={destinations} />} />
      <StatusTabs params={params} counts={counts} />
      <OrdersToolbar params={shown}>
        <FilterMenu params={shown} options={options} />
        <div className="ml-auto flex gap-2">
          <ViewsMenu
            params={shown}
            views={toolbar.views}
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
        findMatching={findMatching}
        emptyState={
          <ListEmptyState
            params={params}
            total={counts.all.value}
            hasStores={destinations.length > 0}
            further={next !== null}
          />
        }
      />
      <ListLimits searchedNewest={list.searchedNewest} stoppedAfter={list.stoppedAfter} />
      <OrdersPager
        sort={sort}
        beforeHref={previous && listHref(params, { direction: "before", place: previous })}
        afterHref={next && listHref(params, { direction: "after", place: next })}
      />
    </>
  );
}

function StatusTabs({ params, counts }: { params: ListParams; counts: Record<OrderTab, TabCount> }) {
  return (
    <div className="border-b px-2.5 md:px-4">
      <LinkTabs
        label="Push status"
        tabs={orderTabs.map((name) => ({
          href: listHref({ ...params, tab: name }),
          label: tabTexts[name].label,
          count: counts[name].value,
          more: counts[name].more,
          current: name === params.tab,
        }))}
      />
    </div>
  );
}
