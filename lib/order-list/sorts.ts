import { type OrderSort, type SortKey, sortKeys } from "@/lib/domain/order-list/order-filter";

type SortLabels = {
  /** Names of the two directions. */
  desc: string;
  asc: string;
  /** Names of the links to neighbouring pages: towards lower and towards higher keys. */
  lower: string;
  higher: string;
};

/** The labels of each sort key. */
export const sortLabels: Record<SortKey, SortLabels> = {
  date: { desc: "Newest first", asc: "Oldest first", lower: "Older", higher: "Newer" },
  paid: { desc: "Highest amount first", asc: "Lowest amount first", lower: "Lower", higher: "Higher" },
};

export const newestFirst: OrderSort = { by: "date", direction: "desc" };

/** Every sort of the list, in the order of the menu. */
export const sorts: readonly OrderSort[] = sortKeys.flatMap((by): OrderSort[] => [
  { by, direction: "desc" },
  { by, direction: "asc" },
]);

/** A sort as an address writes it, e.g. "paid-desc". */
export function sortText({ by, direction }: OrderSort): string {
  return `${by}-${direction}`;
}

/** Reads a sort from an address; newest first when the text is no sort. */
export function readSort(text: string | null): OrderSort {
  return sorts.find((sort) => sortText(sort) === text) ?? newestFirst;
}
