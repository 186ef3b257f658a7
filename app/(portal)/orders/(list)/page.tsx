import type { Metadata } from "next";
import { Blank } from "@/components/frame/blank";
import { PageHead } from "@/components/frame/page-head";
import { ListBlank } from "@/components/orders/list-blank";
import { listHref, orderTabs, readListParams, searchWords } from "@/components/orders/list-params";
import { orderRowView } from "@/components/orders/order-row-view";
import { OrdersPager } from "@/components/orders/orders-pager";
import { OrdersTable } from "@/components/orders/orders-table";
import { OrdersToolbar } from "@/components/orders/orders-toolbar";
import { TabSentence } from "@/components/orders/tab-sentence";
import { pushStatusName } from "@/components/orders/words";
import { LinkTabs } from "@/components/ui/link-tabs";
import { countOrders } from "@/db/queries/count-orders";
import { listOrders } from "@/db/queries/list-orders";
import { listStores } from "@/db/queries/list-stores";
import { loadManyOrderFacts } from "@/db/queries/load-many-order-facts";
import { storeNames } from "@/db/queries/store-names";
import { withScope } from "@/db/scope";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/require-session";
import { getEnv } from "@/lib/env";
import { pushOrders } from "../actions";

export const metadata: Metadata = { title: "Orders" };

const PAGE = 50;

export default async function OrdersPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { ctx, scope, role } = await requireSession("orders.read");
  const params = readListParams(await searchParams);
  const filter = { storeId: params.store, words: searchWords(params.q) };
  const found = await withScope(ctx.db, scope, async (tx) => {
    const page = await listOrders(tx, scope, {
      filter,
      pushStatus: params.tab === "all" ? null : params.tab,
      beyond: params.beyond,
      limit: PAGE,
    });
    const facts = await loadManyOrderFacts(
      tx,
      scope,
      page.rows.map((row) => row.id),
    );
    const suppliers = [...facts.values()].flatMap((order) =>
      [...order.legs, ...order.routes].map((part) => part.sourceStoreId),
    );
    return {
      page,
      facts,
      counts: await countOrders(tx, scope, filter),
      stores: await listStores(tx, scope),
      names: await storeNames(tx, scope, suppliers),
    };
  });
  const now = await ctx.clock.now();
  const destinations = found.stores.filter((store) => store.sources.length > 0);
  const total = [...found.counts.values()].reduce((sum, count) => sum + count, 0);
  const rows = found.page.rows.map((row) =>
    orderRowView(row, found.facts.get(row.id), {
      now,
      storeName: (id) => found.names.get(id)?.name ?? "a source store",
      shopifyBaseUrl: getEnv().shopifyBaseUrl,
    }),
  );
  const first = found.page.rows[0];
  const last = found.page.rows.at(-1);
  return (
    <>
      <PageHead
        title="Orders"
        sentence={
          <TabSentence
            tab={params.tab}
            stores={destinations.map((store) => ({
              id: store.id,
              name: store.name,
              autoPush: store.autoPushSince !== null,
            }))}
          />
        }
      />
      <div className="border-b px-2.5 md:px-4">
        <LinkTabs
          label="Push status"
          tabs={orderTabs.map((tab) => ({
            href: listHref({ ...params, tab }),
            label: tab === "all" ? "All" : pushStatusName(tab),
            count: tab === "all" ? total : (found.counts.get(tab) ?? 0),
            current: tab === params.tab,
          }))}
        />
      </div>
      <OrdersToolbar params={{ tab: params.tab, q: params.q, store: params.store }} stores={destinations} />
      {rows.length > 0 ? (
        <OrdersTable
          key={listHref(params)}
          rows={rows}
          mayPush={may(role, "orders.push")}
          newest={params.beyond === null}
          pushOrders={pushOrders}
        />
      ) : params.beyond ? (
        <Blank title="No more orders on this side of the list" />
      ) : (
        <ListBlank params={params} total={total} hasStores={destinations.length > 0} />
      )}
      <OrdersPager
        newerHref={
          found.page.newer && first
            ? listHref(params, { direction: "newer", place: first })
            : params.beyond && !first
              ? listHref(params)
              : null
        }
        olderHref={found.page.older && last ? listHref(params, { direction: "older", place: last }) : null}
      />
    </>
  );
}
