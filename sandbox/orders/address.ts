import type { Address } from "../state/shop-types";
import type { Store } from "../state/store";

const REGIONS = new Intl.DisplayNames(["en"], { type: "region" });

export interface AddressInput {
  firstName?: string | null;
  lastName?: string | null;
  company?: string | null;
  address1?: string | null;
  address2?: string | null;
  city?: string | null;
  province?: string | null;
  provinceCode?: string | null;
  country?: string | null;
  countryCode?: string | null;
  zip?: string | null;
  phone?: string | null;
}

/** The English name of a country, or null for an invalid code. */
function countryName(code: string | null): string | null {
  if (!code || !/^[A-Z]{2}$/.test(code)) return null;
  return REGIONS.of(code) ?? null;
}

/** Creates an address with a new id. An empty input is no address. */
export function makeAddress(store: Store, input: AddressInput | null | undefined): Address | null {
  if (!input || Object.values(input).every((value) => value === null || value === undefined)) return null;
  const code = input.countryCode ?? null;
  return {
    id: store.nextId(),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    company: input.company ?? null,
    address1: input.address1 ?? null,
    address2: input.address2 ?? null,
    city: input.city ?? null,
    province: input.province ?? input.provinceCode ?? null,
    provinceCode: input.provinceCode ?? null,
    country: input.country ?? countryName(code),
    countryCode: code,
    zip: input.zip ?? null,
    phone: input.phone ?? null,
  };
}

/** Errors of a strict address check. A valid address has none. */
export function addressProblems(input: AddressInput): { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = [];
  if (!input.lastName) problems.push({ field: "lastName", message: "Enter a last name" });
  if (!input.address1) problems.push({ field: "address1", message: "Enter an address" });
  if (!input.city) problems.push({ field: "city", message: "Enter a city" });
  const country = input.countryCode ?? null;
  if (country === "US" || country === "CA") {
    if (!input.zip) {
      problems.push({ field: "zip", message: country === "US" ? "Enter a ZIP code" : "Enter a postal code" });
    }
    const known = country === "US" ? US_STATES : CA_PROVINCES;
    if (input.provinceCode && !known.has(input.provinceCode)) {
      const noun = country === "US" ? "State" : "Province";
      const name = countryName(country);
      problems.push({
        field: "province",
        message: `${noun} is not a valid ${noun.toLowerCase()} in ${name}`,
      });
    }
  }
  return problems;
}

const US_STATES = new Set(
  "AL AK AS AZ AR CA CO CT DE DC FL GA GU HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND MP OH OK OR PA PR RI SC SD TN TX UT VT VI VA WA WV WI WY AA AE AP".split(
    " ",
  ),
);
const CA_PROVINCES = new Set("AB BC MB NB NL NS NT NU ON PE QC SK YT".split(" "));
