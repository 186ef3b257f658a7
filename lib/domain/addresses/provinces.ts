import { iso31662 } from "iso-3166";
import { getCountryData } from "lib-address/lite";
import { placeName } from "./place-name";

/** A province of a country: the code that Shopify takes, and the names under which it is recognised. */
type Province = { code: string; names: Set<string> };

type Provinces = { byCode: ReadonlyMap<string, Province>; byName: ReadonlyMap<string, Province | null> };

/** Countries whose province codes contain the country in Shopify, such as `JP-13`. */
const prefixed = new Set("CR JP KR KW PA PE PH PT SV TH UY VE".split(" "));

/** Countries whose provinces Shopify calls by codes that ISO 3166-2 does not have. A name gives no code there. */
const ownCodes = new Set(["GB", "GT", "MY", "RU"]);

/** Countries whose list of codes is complete, so that another code is wrong. */
const complete = new Set("AE AR AU BR CA CO ES HK IE IN IT JP MX NZ US ZA".split(" "));

/** Countries whose list of provinces has no codes, or not those of ISO 3166-2, in Google's address data. */
const isoOnly = new Set(["CN", "HK", "RU"]);

/** Shopify's code where it differs from the code of ISO 3166-2 or Google's address data. */
const shopifyCodes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  GB: { BFP: "BFP" },
  IN: { CT: "CG", TG: "TS", UT: "UK" },
  MX: {
    AGU: "AGS",
    BCN: "BC",
    CAM: "CAMP",
    CHP: "CHIS",
    CHH: "CHIH",
    CMX: "DF",
    COA: "COAH",
    DUR: "DGO",
    GUA: "GTO",
    HID: "HGO",
    MIC: "MICH",
    NLE: "NL",
    QUE: "QRO",
    ROO: "Q ROO",
    TAM: "TAMPS",
    TLA: "TLAX",
  },
  ZA: { KZN: "NL" },
};

/** English names that the lists lack. */
const otherNames: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  AE: {
    AZ: ["Abu Dhabi"],
    AJ: ["Ajman"],
    DU: ["Dubai"],
    FU: ["Fujairah"],
    RK: ["Ras al Khaimah"],
    SH: ["Sharjah"],
    UQ: ["Umm al Quwain"],
  },
  CO: { DC: ["Bogotá", "Bogotá, D.C."] },
  HK: {
    HK: ["Hong Kong Island", "Hong Kong", "香港島"],
    KL: ["Kowloon", "九龍"],
    NT: ["New Territories", "新界"],
  },
  MX: { CMX: ["CDMX"], COA: ["Coahuila"], MEX: ["México"], MIC: ["Michoacán"], VER: ["Veracruz"] },
  US: { DC: ["Washington DC", "Washington D.C."] },
};

const GENERIC =
  /^(state|province|county|region|emirate|prefecture|provincia|estado|co) (of |de |di |do )?| (state|province|county|region|prefecture|emirate|sheng|shi|ken|fu)$/g;

const provinceName = (text: string) => placeName(text).replace(GENERIC, "").trim();
const shortCode = (country: string, code: string) => {
  const upper = code.trim().toUpperCase();
  return upper.startsWith(`${country}-`) ? upper.slice(country.length + 1) : upper;
};

const listed = new Map<string, Provinces>();
let isoOf: ReadonlyMap<string, { code: string; name: string }[]> | null = null;

function isoEntries(country: string): { code: string; name: string }[] {
  isoOf ??= Map.groupBy(iso31662, ({ code }) => code.slice(0, 2));
  return isoOf.get(country) ?? [];
}

/** Lists a country's provinces once per process: a lookup costs microseconds afterwards. */
function provincesOf(country: string): Provinces {
  const known = listed.get(country);
  if (known) return known;
  const byCode = new Map<string, Province>();
  const add = (code: string, ...names: string[]) => {
    const sent = shopifyCodes[country]?.[code] ?? code;
    const province = byCode.get(code) ?? {
      code: prefixed.has(country) ? `${country}-${sent}` : sent,
      names: new Set<string>(),
    };
    for (const name of names) province.names.add(provinceName(name));
    byCode.set(code, province);
    if (sent !== code) byCode.set(sent, province);
  };
  const google = isoOnly.has(country) ? [] : (getCountryData(country)?.sub_regions ?? []);
  for (const { key, name } of google) add(key, name);
  // ISO 3166-2 has several levels. Where Google's data lists one of them, the others give no names.
  for (const { code, name } of isoEntries(country)) {
    const short = code.slice(3);
    add(short, ...(google.length === 0 || byCode.has(short) ? [name] : []));
  }
  for (const [code, names] of Object.entries(otherNames[country] ?? {})) add(code, ...names);
  for (const code of Object.values(shopifyCodes[country] ?? {})) if (!byCode.has(code)) add(code);
  const byName = new Map<string, Province | null>();
  for (const province of new Set(byCode.values())) {
    for (const name of province.names) {
      const other = byName.get(name);
      byName.set(name, other === undefined || other === province ? province : null);
    }
  }
  const provinces = { byCode, byName };
  listed.set(country, provinces);
  return provinces;
}

/** Whether a name with its code is a province of another country, as Florida is in an address of the Netherlands. */
function belongsElsewhere(country: string, code: string, name: string): boolean {
  return [...complete].some(
    (other) =>
      other !== country &&
      provincesOf(other).byCode.get(shortCode(other, code))?.names.has(provinceName(name)),
  );
}

/** What is known of a province that an address names by code, by name or by both. */
type PlacedProvince =
  /** The code belongs to the country. */
  | { kind: "given"; code: string }
  /** The name has this code in the country. */
  | { kind: "by_name"; code: string }
  /** Nothing is known that contradicts it, but it is no code of the country. */
  | { kind: "unplaced"; text: string }
  /** Code and name contradict each other or the country. */
  | { kind: "contradiction" }
  | { kind: "none" };

/** Finds the province of an address in its country. */
export function placeProvince(
  country: string,
  hasProvinces: boolean,
  given: { code: string | null; name: string | null },
): PlacedProvince {
  const code = given.code?.trim() ? given.code.trim() : null;
  const name = given.name?.trim() ? given.name.trim() : null;
  if (code === null && name === null) return { kind: "none" };
  const { byCode, byName } = provincesOf(country);
  const named = name === null ? null : (byName.get(provinceName(name)) ?? null);
  if (code === null) {
    return named !== null && hasProvinces && !ownCodes.has(country)
      ? { kind: "by_name", code: named.code }
      : { kind: "unplaced", text: name ?? "" };
  }
  const coded = byCode.get(shortCode(country, code)) ?? null;
  if (name !== null && named === null && belongsElsewhere(country, code, name))
    return { kind: "contradiction" };
  if (coded !== null && named !== null && coded !== named) return { kind: "contradiction" };
  // Both come from Shopify, which may call a province by a code of its own.
  if (named !== null || (hasProvinces && (coded !== null || !complete.has(country))))
    return { kind: "given", code };
  return { kind: "unplaced", text: name ?? code };
}
