import Link from "next/link";
import { EmptyState } from "@/components/app-shell/empty-state";
import { Button } from "@/components/ui/button";
import {
  type FilterParams,
  isFiltered,
  type ListParams,
  listHref,
  withoutFilters,
} from "@/lib/order-list/list-params";
import { tabTexts } from "./tab-texts";

/** Why the list is empty, and a link to a list that may not be. */
export function ListEmptyState({
  params,
  total,
  hasStores,
  further,
}: {
  params: ListParams;
  /** How many orders match in all tabs together. */
  total: number;
  hasStores: boolean;
  /** Whether there is a next page: none of the orders that this page checked matches. */
  further: boolean;
}) {
  if (further) return <EmptyState title="No matching orders on this page" />;
  if (params.beyond) {
    return (
      <EmptyState title="No more orders" action={<ListLink to={params} text="Back to the first page" />}>
        The orders of this page have moved to other tabs, or no longer match.
      </EmptyState>
    );
  }
  if (isFiltered(params)) {
    return (
      <EmptyState
        title="No order matches"
        action={<ListLink to={withoutFilters(params)} text="Clear search and filters" />}
      >
        {total > 0
          ? "Other tabs have orders that match."
          : "An order must match every filter and every word. The search finds numbers of orders and source orders, names, e-mail addresses, phone numbers, SKUs, products, suppliers, tags and addresses copied from Shopify, by their beginning; SKUs and phone numbers also by their last four characters or more."}
      </EmptyState>
    );
  }
  if (!hasStores) {
    return (
      <EmptyState title="No destination store is connected">
        Orders come from destination stores. When a store is connected to a source store, its orders appear
        here.
      </EmptyState>
    );
  }
  const narrowed = params.store !== null || params.merchant !== null;
  return (
    <EmptyState
      title={tabTexts[params.tab].empty.title}
      action={
        narrowed && (
          <ListLink to={{ ...params, store: null, merchant: null }} text="Show the orders of all merchants" />
        )
      }
    >
      {tabTexts[params.tab].empty.text}
    </EmptyState>
  );
}

function ListLink({ to, text }: { to: FilterParams; text: string }) {
  return (
    <Button asChild>
      <Link href={listHref(to)}>{text}</Link>
    </Button>
  );
}
