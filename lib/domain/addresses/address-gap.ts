/** A part of a shipping address without which an order cannot be sent. */
export type AddressField = "name" | "address1" | "city" | "province" | "zip" | "country";

/** A part that is blank, or whose text names no place of its country. */
export type AddressGap = { field: AddressField; kind: "missing" | "unknown" };

const labels: Readonly<Record<AddressField, string>> = {
  name: "recipient's name",
  address1: "street",
  city: "city",
  province: "province or state",
  zip: "postal code",
  country: "country",
};

/** Names the missing parts of an address: "Missing: street, city. Not recognised: province or state." */
export function gapsText(gaps: readonly AddressGap[]): string {
  const named = (kind: AddressGap["kind"]) =>
    gaps.filter((gap) => gap.kind === kind).map((gap) => labels[gap.field]);
  const missing = named("missing");
  const unknown = named("unknown");
  return [
    ...(missing.length > 0 ? [`Missing: ${missing.join(", ")}.`] : []),
    ...(unknown.length > 0 ? [`Not recognised: ${unknown.join(", ")}.`] : []),
  ].join(" ");
}
