import type { Address, Attribute } from "@/lib/domain/orders/order";
import type { AddressField, AddressGap } from "./address-gap";
import { countryCodeOf, countryRules } from "./countries";
import { placeProvince } from "./provinces";
import type { NotedPart, SentNote, SentNoteKind } from "./sent-note";
import { sentPhone } from "./sent-phone";

/** An address as it is sent. */
export type SentAddress = {
  /** The code of its country; null when it is not known. */
  country: string | null;
  /** The fields of Shopify's `MailingAddressInput`, without blank ones. */
  fields: Record<string, string>;
  /** What is missing to send goods to the address. */
  gaps: AddressGap[];
  /** What differs from the shopper's address. */
  notes: SentNote[];
  /** What has no place in the fields and is sent as attributes, so that it is not lost. */
  attributes: Attribute[];
};

const labels: Readonly<Record<NotedPart, string>> = {
  order: "Order",
  shipping: "Shipping",
  billing: "Billing",
};

/** Turns an address into what is sent: names into codes, one name into two, phone numbers into E.164. */
export function sentAddress(address: Address, part: NotedPart): SentAddress {
  const sent: SentAddress = { country: null, fields: {}, gaps: [], notes: [], attributes: [] };
  const note = (kind: SentNoteKind, was: string, now: string | null = null) =>
    sent.notes.push({ kind, part, was, sent: now });
  placeNames(address, sent, note);
  for (const key of ["company", "address1", "address2", "city"] as const) put(sent.fields, key, address[key]);
  placeCountry(address, part, sent, note);
  put(sent.fields, "zip", address.zip);
  if (!blank(address.phone)) {
    const phone = sentPhone(address.phone, sent.country);
    if (phone === null) note("phone_left_out", address.phone);
    else if (phone.number !== address.phone) note("phone_normalised", address.phone, phone.number);
    if (phone === null || phone.cut) keep(sent, part, "phone", address.phone);
    put(sent.fields, "phone", phone?.number ?? null);
  }
  return sent;
}

type Note = (kind: SentNoteKind, was: string, now?: string) => void;

const blank = (text: string | null): text is null | "" => !text?.trim();

function put(fields: Record<string, string>, key: string, value: string | null): void {
  if (!blank(value)) fields[key] = value;
}

/** Shopify's own check of an address asks for a last name (recorded for the United States). */
function placeNames(address: Address, sent: SentAddress, note: Note): void {
  const { firstName, lastName, company } = address;
  put(sent.fields, "firstName", firstName);
  put(sent.fields, "lastName", lastName);
  if (!blank(lastName)) return;
  const stand = blank(firstName) ? company : firstName;
  if (blank(stand)) sent.gaps.push({ field: "name", kind: "missing" });
  else {
    sent.fields.lastName = stand;
    note(blank(firstName) ? "company_as_name" : "name_repeated", stand);
  }
}

function placeCountry(address: Address, part: NotedPart, sent: SentAddress, note: Note): void {
  const country = countryCodeOf(address.countryCode, address.country);
  sent.country = country;
  const missing = (fields: readonly AddressField[]) => {
    for (const field of fields) {
      if (field !== "province" && blank(sent.fields[field] ?? (field === "zip" ? address.zip : null)))
        sent.gaps.push({ field, kind: "missing" });
    }
  };
  if (country === null) {
    const written = [address.country, address.countryCode].find((text) => !blank(text)) ?? null;
    missing(["address1"]);
    sent.gaps.push({ field: "country", kind: written === null ? "missing" : "unknown" });
    keep(sent, part, "country", written);
    if (written !== null) note("country_unknown", written);
    keep(sent, part, "province", address.province ?? address.provinceCode);
    return;
  }
  const rules = countryRules(country);
  missing(rules.required);
  sent.fields.countryCode = country;
  if (country !== address.countryCode)
    note("country_code", address.country ?? address.countryCode ?? "", country);
  const province = placeProvince(country, rules.provinces, {
    code: address.provinceCode,
    name: address.province,
  });
  const needed = rules.required.includes("province");
  if (province.kind === "given" || province.kind === "by_name") sent.fields.provinceCode = province.code;
  if (province.kind === "by_name") note("province_code", address.province ?? "", province.code);
  if (province.kind === "none" && needed) sent.gaps.push({ field: "province", kind: "missing" });
  if (province.kind === "contradiction" || (province.kind === "unplaced" && needed))
    sent.gaps.push({ field: "province", kind: "unknown" });
  if (province.kind === "unplaced" || province.kind === "contradiction") {
    const text = address.province ?? address.provinceCode ?? "";
    keep(sent, part, "province", text);
    if (!needed && province.kind === "unplaced") note("province_attribute", text);
  }
}

function keep(sent: SentAddress, part: NotedPart, name: string, value: string | null): void {
  if (!blank(value)) sent.attributes.push({ key: `${labels[part]} ${name}`, value });
}
