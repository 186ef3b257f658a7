/**
 * The GID of an order that a user names by its id, its GID or the address of its page in the shop's admin. Null for
 * everything else, also for an order number, because numbers may repeat.
 */
export function orderGidOf(text: string): string | null {
  const named = text.trim();
  const id =
    /^(?:gid:\/\/shopify\/Order\/)?(\d{1,20})$/.exec(named) ??
    /^https?:\/\/[^?#]*\/orders\/(\d{1,20})\/?(?:[?#].*)?$/.exec(named);
  return id ? `gid://shopify/Order/${id[1]}` : null;
}
