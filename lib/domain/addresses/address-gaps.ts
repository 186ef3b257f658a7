import type { Address } from "@/lib/domain/orders/order";
import type { AddressGap } from "./address-gap";
import { sentAddress } from "./sent-address";

/** Whether an order has no address: none, or one without street, city and postal code. */
export function hasNoAddress(address: Address | null): address is null {
  return address === null || [address.address1, address.city, address.zip].every((part) => !part?.trim());
}

/** What an address lacks to send goods to it; empty when there is no address at all. */
export function addressGaps(address: Address | null): AddressGap[] {
  // A phone number is no gap, and to parse one takes longer than the rest.
  return hasNoAddress(address) ? [] : sentAddress({ ...address, phone: null }, "shipping").gaps;
}
