import type { Address, ContactSnapshot } from "./order";

/** The parts of an address that Shopify still shows when it withholds customer data. */
const KEPT: readonly (keyof Address)[] = ["provinceCode", "province", "countryCode", "country"];

/** Whether a contact names or locates a person: a name, an e-mail address, a phone number, or a part of a street address. */
export function hasPersonalData(contact: ContactSnapshot): boolean {
  const { customerName, email, phone, shippingAddress, billingAddress } = contact;
  return (
    [customerName, email, phone].some((part) => part !== null) ||
    [shippingAddress, billingAddress].some(hasPersonalParts)
  );
}

function hasPersonalParts(address: Address | null): boolean {
  if (address === null) return false;
  return Object.entries(address).some(
    ([part, value]) => value !== null && !KEPT.includes(part as keyof Address),
  );
}

/**
 * Whether a shop withheld the customer data of an order in a read, and did not merely have none. Shopify either names
 * the fields that it denies, or it sends nulls without a word: then an address has only country and province, or all data
 * that was known has gone at once. A single missing part is a merchant's change.
 *
 * @param seen.denied the fields that Shopify named as denied
 * @param known the contact that was stored before, or null
 * @param storeWithholds whether the shop withheld the data of its last orders
 */
export function isWithheld(
  seen: { contact: ContactSnapshot; denied: readonly string[] },
  known: ContactSnapshot | null,
  storeWithholds: boolean,
): boolean {
  if (seen.denied.length > 0) return true;
  if (hasPersonalData(seen.contact)) return false;
  const blanked = seen.contact.shippingAddress !== null || seen.contact.billingAddress !== null;
  return blanked || storeWithholds || (known !== null && hasPersonalData(known));
}

const LEAST_MS = 10 * 60_000;
const MOST_MS = 24 * 60 * 60_000;

/**
 * When an order is read again whose data a shop withheld in its last read: after as long as the data has been withheld,
 * within ten minutes and a day.
 */
export function nextReread(withheldSince: Date, readAt: Date): Date {
  const waitMs = Math.min(MOST_MS, Math.max(LEAST_MS, readAt.getTime() - withheldSince.getTime()));
  return new Date(readAt.getTime() + waitMs);
}

/**
 * The contact to keep when a shop withholds customer data: what the shop still shows, and of the person and the
 * addresses what is known instead of what it withholds.
 *
 * @param seen.denied the fields that Shopify named as denied
 */
export function keepKnown(
  { contact, denied }: { contact: ContactSnapshot; denied: readonly string[] },
  known: ContactSnapshot | null,
): ContactSnapshot {
  if (known === null) return contact;
  const address = (field: "shippingAddress" | "billingAddress") =>
    hasPersonalParts(contact[field]) && !denied.includes(field)
      ? contact[field]
      : (known[field] ?? contact[field]);
  return {
    ...contact,
    customerName: contact.customerName ?? known.customerName,
    email: contact.email ?? known.email,
    phone: contact.phone ?? known.phone,
    shippingAddress: address("shippingAddress"),
    billingAddress: address("billingAddress"),
  };
}
