import type { Address } from "@/lib/domain/orders/order";

/** An address in lines, as on a parcel; null when it is empty. */
export function formatAddress(address: Address | null): string[] | null {
  if (!address) return null;
  const join = (...parts: (string | null)[]) => parts.filter((part) => part?.trim()).join(" ");
  const lines = [
    join(address.firstName, address.lastName),
    join(address.company),
    join(address.address1),
    join(address.address2),
    join(address.zip, address.city, address.provinceCode ?? address.province),
    join(address.country ?? address.countryCode),
    join(address.phone),
  ].filter((line) => line !== "");
  return lines.length > 0 ? lines : null;
}
