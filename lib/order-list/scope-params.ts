/** The merchant or store that pages are narrowed to, as the address says it. A store takes precedence. */
export type ScopeParams = { merchant: string | null; store: string | null };

const isId = (text: string | null | undefined): text is string => /^[\w-]{1,64}$/.test(text ?? "");

/** Reads the scope of an address. Values that are not ids are ignored. */
export function readScopeParams(query: URLSearchParams): ScopeParams {
  const merchant = query.get("merchant");
  const store = query.get("store");
  return { merchant: isId(merchant) ? merchant : null, store: isId(store) ? store : null };
}

/** Reads the scope from the parameters that Next.js gives to a page. */
export function pageScope(raw: Record<string, string | string[] | undefined>): ScopeParams {
  const query = new URLSearchParams();
  for (const name of ["merchant", "store"]) {
    const value = raw[name];
    if (typeof value === "string") query.set(name, value);
  }
  return readScopeParams(query);
}

/** An address of the portal with its scope replaced. */
export function withScopeParams(href: string, scope: ScopeParams): string {
  const [path = "", text = ""] = href.split("?");
  const query = new URLSearchParams(text);
  query.delete("merchant");
  query.delete("store");
  if (scope.store) query.set("store", scope.store);
  else if (scope.merchant) query.set("merchant", scope.merchant);
  const rest = query.toString();
  return rest ? `${path}?${rest}` : path;
}
