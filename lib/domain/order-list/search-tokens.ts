import { isUnspaced, joined, phoneDigits, reversed, segmentsOf, startsOf } from "./search-text";

/** The longest search word; words and the text that is searched for are cut to it. */
export const LONGEST_TOKEN = 100;

/** The most search words of one order. Numbers, people and tags come first, so that only words of long baskets are left out. */
const MOST_TOKENS = 400;

/** The most words from one number, SKU, tag, name or word of a title. */
const MOST = { number: 8, sku: 6, tag: 4, name: 4, unspaced: 24 };

/** Everything of an order that its search words come from. */
export type SearchTexts = {
  name: string;
  shopifyGid: string;
  tags: readonly string[];
  lines: readonly { sku: string | null; title: string; variantTitle: string | null }[];
  sourceOrders: readonly { name: string; shopifyGid: string }[];
  customerName: string | null;
  email: string | null;
  phones: readonly (string | null)[];
  /** First and last name of each address, and its company apart from them. */
  addressNames: readonly (readonly (string | null)[])[];
};

export type SearchToken = { token: string; personal: boolean };

/**
 * The words that find an order. A search asks for words that begin with what was typed, so a word is stored from each
 * place where a user may begin. Three kinds have their own first character or none:
 * - `#1001-26`: the order's number and those of its source orders, from each segment on;
 * - `<erd-411`: a SKU or a phone number from its end;
 * - all others: segments of SKUs, words of tags and titles, ids, and, marked as personal, names, e-mail addresses and
 *   phone numbers.
 *
 * @returns at most 400 words of at most 100 characters
 */
export function searchTokens(texts: SearchTexts): SearchToken[] {
  const tokens = new Map<string, boolean>();
  const add = (personal: boolean, words: readonly string[]) => {
    for (const word of words) {
      const cut = word.slice(0, LONGEST_TOKEN);
      const known = tokens.get(cut);
      if (cut && (known !== undefined || tokens.size < MOST_TOKENS))
        tokens.set(cut, (known ?? true) && personal);
    }
  };
  for (const { name, shopifyGid } of [texts, ...texts.sourceOrders])
    add(false, [...numberTokens(name), shopifyGid.replace(/^.*\//, "")]);
  add(true, nameTokens([texts.customerName]));
  for (const names of texts.addressNames) add(true, nameTokens(names));
  add(true, emailTokens(texts.email));
  for (const phone of texts.phones) add(true, phoneTokens(phone));
  for (const tag of texts.tags) add(false, wordTokens(tag, MOST.tag));
  for (const line of texts.lines) add(false, skuTokens(line.sku));
  for (const { title, variantTitle } of texts.lines)
    add(
      false,
      wordTokens(`${title} ${variantTitle === "Default Title" ? "" : (variantTitle ?? "")}`, MOST.name),
    );
  return [...tokens].map(([token, personal]) => ({ token, personal }));
}

const wordsOf = (text: string | null): string[][] =>
  (text ?? "")
    .split(/[\s,;]+/)
    .map(segmentsOf)
    .filter((segments) => segments.length > 0);

const starts = (segments: readonly string[], most: number) =>
  startsOf(segments, segments.some(isUnspaced) ? MOST.unspaced : most);

const wordTokens = (text: string | null, most: number) =>
  wordsOf(text).flatMap((segments) => starts(segments, most));

const numberTokens = (name: string) => startsOf(segmentsOf(name), MOST.number).map((start) => `#${start}`);

function skuTokens(sku: string | null): string[] {
  const segments = segmentsOf(sku ?? "");
  return segments.length === 0 ? [] : [...starts(segments, MOST.sku), `<${reversed(segments.join(""))}`];
}

/** Names in scripts without spaces are also typed without the space, with either part first. */
function nameTokens(parts: readonly (string | null)[]): string[] {
  const words = wordsOf(parts.join(" "));
  const single = words.flat();
  if (single.length !== 2 || !single.every(isUnspaced))
    return words.flatMap((each) => starts(each, MOST.name));
  return [single, single.toReversed()].flatMap((each) => startsOf([each.join("")], MOST.unspaced));
}

/** The address from each segment before the @ on, and its domain. */
function emailTokens(email: string | null): string[] {
  const [local = "", domain = ""] = (email ?? "").split("@");
  const before = segmentsOf(local);
  const after = segmentsOf(domain);
  const whole = startsOf([...before, ...after], Math.min(before.length, MOST.name));
  return after.length > 0 ? [...whole, joined(after)] : whole;
}

function phoneTokens(phone: string | null): string[] {
  const digits = phoneDigits(phone ?? "");
  return digits ? [digits, `<${reversed(digits)}`] : [];
}
