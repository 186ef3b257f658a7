import type { Random } from "../random";

export const ADDRESS = {
  firstName: "Ada",
  lastName: "Example",
  address1: "Hafenstraße 1",
  city: "Kiel",
  zip: "24103",
  countryCode: "DE",
};

/** Addresses to which no order may be sent: without a street, and in a country that does not exist. */
const UNMAPPABLE = [
  { ...ADDRESS, address1: null },
  { ...ADDRESS, countryCode: null, country: "Atlantis" },
];

/** Most shoppers give a complete address, some none, and some one that names no place. */
export function addressOf(random: Random): { shippingAddress?: object } {
  const kind = random.weighted({ complete: 90, named: 3, unmappable: 4, none: 5 });
  if (kind === "none") return {};
  if (kind === "unmappable") return { shippingAddress: random.pick(UNMAPPABLE) };
  return {
    shippingAddress: kind === "named" ? { ...ADDRESS, countryCode: null, country: "Deutschland" } : ADDRESS,
  };
}
