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

/** Why the list is empty: nothing at all, nothing in this tab, nothing that matches; with the way out of it. */
export function ListEmptyState({
  params,
  total,
  hasStores,
  further,
}: {
  params: ListParams;
  /** How many orders all tabs together have of this scope and filter. */
  total: number;
  hasStores: boolean;
  /** Whether the list goes on: what was looked at had no order that fits. */
  further: boolean;
}) {
  if (further) return <EmptyState title="No order fits so far" />;
  if (params.beyond) {
    return (
      <EmptyState
        title="No more orders on this side of the list"
        action={<Way to={params} text="Back to the first page" />}
      >
        The orders that stood here have moved to other tabs, or no longer match.
      </EmptyState>
    );
  }
  if (isFiltered(params)) {
    return (
      <EmptyState
        title="No order matches"
        action={<Way to={withoutFilters(params)} text="Clear search and filters" />}
      >
        {total > 0
          ? "Other tabs have orders that match."
          : "Every filter must fit. Words are matched from their beginning: number, customer, e-mail, SKU and tags."}
      </EmptyState>
    );
  }
  if (!hasStores) {
    return (
      <EmptyState title="No destination store is connected">
        Orders come from destination stores. Once one is connected to a source store, its orders appear here.
      </EmptyState>
    );
  }
  const narrowed = params.store !== null || params.merchant !== null;
  return (
    <EmptyState
      title={tabTexts[params.tab].empty.title}
      action={
        narrowed && (
          <Way to={{ ...params, store: null, merchant: null }} text="Show the orders of all merchants" />
        )
      }
    >
      {tabTexts[params.tab].empty.text}
    </EmptyState>
  );
}

function Way({ to, text }: { to: FilterParams; text: string }) {
  return (
    <Button asChild>
      <Link href={listHref(to)}>{text}</Link>
    </Button>
  );
}
