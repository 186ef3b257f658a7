import type { Metadata } from "next";
import { PageHead } from "@/components/frame/page-head";
import { ListBlank } from "@/components/orders/list-blank";
import { listFilter, listTimeZone } from "@/components/orders/list-filter";
import { listHref, readListParams } from "@/components/orders/list-params";
import { orderRowView } from "@/components/orders/order-row-view";
import { OrdersPager } from "@/components/orders/orders-pager";
import { OrdersTable } from "@/components/orders/orders-table";
import { OrdersToolbar } from "@/components/orders/orders-toolbar";
import { TabSentence } from "@/components/orders/tab-sentence";
import { tabName } from "@/components/orders/words";
import { LinkTabs } from "@/components/ui/link-tabs";
import { countOrders } from "@/db/queries/count-orders";
import { listDesk } from "@/db/queries/list-desk";
import { listOrders, placeOf } from "@/db/queries/list-orders";
import { listSource } from "@/db/queries/list-source";
import { withScope } from "@/db/scope";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/require-session";
import { orderTabs } from "@/lib/domain/order-filter";
import { getEnv } from "@/lib/env";
import { pushOrders } from "../actions";

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
  const { desk, page, counts } = await withScope(ctx.db, scope, async (tx) => {
    const desk = await listDesk(tx, scope, user.id);
    const filter = listFilter(params, { now: at, timeZone: listTimeZone(desk.stores, params.store) });
    const source = await listSource(tx, scope, filter, sort);
    return {
      desk,
      page: await listOrders(tx, scope, source, { filter, tab, sort, beyond, limit: PAGE }),
      counts: await countOrders(tx, scope, source, filter),
    };
  });
  const destinations = desk.stores.filter((store) => store.sells);
  const names = new Map(desk.stores.map((store) => [store.id, store.name]));
  const rows = page.rows.map((row) =>
    orderRowView(row, {
      now: at,
      storeName: (id) => names.get(id) ?? "a source store",
      shopifyBaseUrl: getEnv().shopifyBaseUrl,
    }),
  );
  const first = page.rows[0];
  const last = page.rows.at(-1);
  return (
    <>
      <PageHead title="Orders" sentence={<TabSentence tab={tab} stores={destinations} />} />
      <div className="border-b px-2.5 md:px-4">
        <LinkTabs
          label="Push status"
          tabs={orderTabs.map((name) => ({
            href: listHref({ ...params, tab: name }),
            label: tabName(name),
            count: counts[name].value,
            more: counts[name].more,
            current: name === tab,
          }))}
        />
      </div>
      <OrdersToolbar params={params} stores={destinations} />
      {rows.length > 0 ? (
        <OrdersTable
          key={listHref(params)}
          rows={rows}
          mayPush={may(role, "orders.push")}
          newest={beyond === null && sort.by === "date" && sort.direction === "desc"}
          pushOrders={pushOrders}
        />
      ) : (
        <ListBlank params={params} total={counts.all.value} hasStores={destinations.length > 0} />
      )}
      <OrdersPager
        sort={sort}
        beforeHref={
          page.before && first ? listHref(params, { direction: "before", place: placeOf(first, sort) }) : null
        }
        afterHref={
          page.after && last ? listHref(params, { direction: "after", place: placeOf(last, sort) }) : null
        }
      />
    </>
  );
}
