/** The tabs of the list; *All* also shows what has nothing to push. */
export const orderTabs = ["all", "not_pushed", "partially_pushed", "pushed", "cancelled"] as const;
export type OrderTab = (typeof orderTabs)[number];

/** What the list's address says. */
export type ListParams = {
  tab: OrderTab;
  q: string;
  store: string | null;
  beyond: { direction: "older" | "newer"; place: { createdAt: Date; id: string } } | null;
};

type Raw = Record<string, string | string[] | undefined>;

const one = (value: string | string[] | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;

function placeOf(text: string | null): { createdAt: Date; id: string } | null {
  const parts = /^(\d{1,16})_(ord_[0-9a-z]+)$/.exec(text ?? "");
  if (!parts?.[1] || !parts[2]) return null;
  const createdAt = new Date(Number(parts[1]));
  // PostgreSQL reads what `toISOString` writes up to the year 9999.
  const readable = createdAt.getUTCFullYear() <= 9999;
  return readable ? { createdAt, id: parts[2] } : null;
}

/** Reads the address once; whatever it does not understand counts as absent. */
export function readListParams(raw: Raw): ListParams {
  const older = placeOf(one(raw.after));
  const newer = placeOf(one(raw.before));
  return {
    tab: orderTabs.find((tab) => tab === one(raw.tab)) ?? "all",
    q: (one(raw.q) ?? "").slice(0, 200),
    store: /^[\w-]{1,64}$/.test(one(raw.store) ?? "") ? one(raw.store) : null,
    beyond: older
      ? { direction: "older", place: older }
      : newer
        ? { direction: "newer", place: newer }
        : null,
  };
}

/** The address of a list; places are left out whenever the filter changes. */
export function listHref(
  params: Pick<ListParams, "tab" | "q" | "store">,
  beyond?: { direction: "older" | "newer"; place: { createdAt: Date; id: string } },
): string {
  const query = new URLSearchParams();
  if (params.tab !== "all") query.set("tab", params.tab);
  if (params.q) query.set("q", params.q);
  if (params.store) query.set("store", params.store);
  if (beyond) {
    query.set(
      beyond.direction === "older" ? "after" : "before",
      `${beyond.place.createdAt.getTime()}_${beyond.place.id}`,
    );
  }
  const text = query.toString();
  return text ? `/orders?${text}` : "/orders";
}

/** The words to search by, as the order's tokens are written: NFKC, lower case, at most eight. */
export function searchWords(q: string): string[] {
  const words = q
    .normalize("NFKC")
    .toLowerCase()
    .split(/[\s,;/]+/)
    .filter((word) => word !== "" && !word.includes("\u0000"));
  return [...new Set(words)].slice(0, 8);
}
