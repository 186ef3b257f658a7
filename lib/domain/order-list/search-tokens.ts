import type { OrderSnapshot } from "@/lib/domain/orders/order";

const LONGEST = 100;

function words(text: string | null): string[] {
  return (text ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .split(/[\s,;/]+/)
    .filter(Boolean);
}

/**
 * The words that find an order: its number with and without `#`, its SKUs and its tags, and, marked as personal, the
 * words of the customer's name and of the e-mail address. Lower case, at most 100 characters each.
 */
export function searchTokens(snapshot: OrderSnapshot): { token: string; personal: boolean }[] {
  const tokens = new Map<string, boolean>();
  const add = (token: string, personal: boolean) => {
    const cut = token.slice(0, LONGEST);
    if (cut) tokens.set(cut, (tokens.get(cut) ?? true) && personal);
  };
  for (const word of words(snapshot.name)) {
    add(word, false);
    add(word.replace(/^#/, ""), false);
  }
  for (const tag of snapshot.tags) {
    add(tag.trim().toLowerCase(), false);
    for (const word of words(tag)) add(word, false);
  }
  for (const line of snapshot.lines) for (const word of words(line.sku)) add(word, false);
  const { contact } = snapshot;
  const addressName = [contact.shippingAddress?.firstName, contact.shippingAddress?.lastName].join(" ");
  for (const word of [...words(contact.customerName), ...words(addressName)]) add(word, true);
  for (const word of words(contact.email)) add(word, true);
  return [...tokens].map(([token, personal]) => ({ token, personal }));
}
