import type { Address } from "./order";

const plain = (text: string | null) => text?.normalize("NFKC").trim().toLowerCase() || null;

/** Two names of a place: compared by their codes if both have one, otherwise by their names. */
const samePlace = (codes: readonly (string | null)[], names: readonly (string | null)[]) => {
  const [one, other] = codes.map(plain);
  if (one && other) return one === other;
  const [first, second] = names.map(plain);
  return first === second;
};

const texts = ["firstName", "lastName", "company", "address1", "address2", "city", "zip"] as const;

/** Whether two addresses name the same place and recipient. Spaces, case and spellings of codes make no difference. */
export function isSameAddress(a: Address | null, b: Address | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    texts.every((key) => plain(a[key]) === plain(b[key])) &&
    samePlace([a.countryCode, b.countryCode], [a.country, b.country]) &&
    samePlace([a.provinceCode, b.provinceCode], [a.province, b.province]) &&
    (a.phone ?? "").replace(/\D/g, "") === (b.phone ?? "").replace(/\D/g, "")
  );
}
