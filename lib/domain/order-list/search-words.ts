import { joined, phoneDigits, reversed, segmentsOf } from "./search-text";
import { LONGEST_TOKEN } from "./search-tokens";

/** One word of a search. An order matches if one of its search words begins with one of `prefixes`. */
export type SearchWord = {
  prefixes: readonly string[];
  /** The search word of an order whose number has exactly these digits, or null if the word contains no digit. */
  number: string | null;
  /** The source stores whose names match the word: it also finds the orders that they supply. */
  supplierIds: readonly string[];
};

/** A source store that a search can name. */
export type NamedSupplier = { id: string; name: string; supplies: boolean };

const MOST_WORDS = 8;
const MOST_SUPPLIERS = 10;
/** From how many characters on a word also finds the end of a SKU or of a phone number. */
const SHORTEST_END = 4;
const SHORTEST_PHONE = 7;

const ADDRESS = /(?:^gid:\/\/shopify\/(?:Draft)?Order|\/(?:draft_)?orders)\/(\d{1,20})(?=$|[/?#])/i;

/** A text that consists of one phone number, with the spaces and marks that people write in it. */
const PHONE = /^\+?[\d\s()./-]+$/;

/**
 * The words of a search text, at most eight. A pasted Shopify address or GID counts as its id, and a phone number with
 * spaces as one word.
 */
export function searchWords(text: string, suppliers: readonly NamedSupplier[]): SearchWord[] {
  const trimmed = text.trim();
  if (!trimmed) return [];
  const spaced = /\s/.test(trimmed) && PHONE.test(trimmed) && phoneDigits(trimmed).length >= SHORTEST_PHONE;
  const typed = spaced ? [trimmed] : trimmed.split(/[\s,;]+/).filter(Boolean);
  const words = new Map<string, SearchWord>();
  for (const each of typed) {
    const word = wordOf(each, suppliers);
    if (word.prefixes.length > 0) words.set(word.prefixes.join(" "), word);
  }
  // Nothing that can be searched finds nothing, instead of everything.
  if (words.size === 0) return [{ prefixes: [], number: null, supplierIds: [] }];
  return [...words.values()].slice(0, MOST_WORDS);
}

function wordOf(typed: string, suppliers: readonly NamedSupplier[]): SearchWord {
  const id = ADDRESS.exec(typed)?.[1];
  if (id) return { prefixes: [id], number: null, supplierIds: [] };
  const segments = segmentsOf(typed);
  if (segments.length === 0) return { prefixes: [], number: null, supplierIds: [] };
  const text = joined(segments);
  const number = `#${text}`;
  const isNumber = /^[#№]/.test(typed);
  const prefixes = isNumber
    ? [number]
    : [text, number, ...endPrefixes(segments.join("")), ...phonePrefixes(typed)];
  return {
    prefixes: [...new Set(prefixes.map((prefix) => prefix.slice(0, LONGEST_TOKEN)))],
    number: /\d/.test(text) ? number : null,
    supplierIds: isNumber || text.length < 2 ? [] : suppliersNamed(text, suppliers),
  };
}

const endPrefixes = (compact: string) =>
  [...compact].length < SHORTEST_END ? [] : [`<${reversed(compact)}`];

/**
 * A number in international form also finds a stored national one: their last digits are the same, and a country code has
 * at most three.
 */
function phonePrefixes(typed: string): string[] {
  const digits = phoneDigits(typed);
  if (!PHONE.test(typed) || digits.length < SHORTEST_PHONE) return [];
  const international = /^\s*(\+|00)/.test(typed);
  const national = international ? digits.slice(-Math.max(SHORTEST_PHONE, digits.length - 3)) : digits;
  return [digits, `<${reversed(digits)}`, `<${reversed(national)}`];
}

function suppliersNamed(text: string, suppliers: readonly NamedSupplier[]): string[] {
  const named = suppliers.filter(({ name, supplies }) => {
    const words = name.split(/\s+/).map(segmentsOf);
    return supplies && words.some((word) => word.some((_, at) => joined(word.slice(at)).startsWith(text)));
  });
  return named.slice(0, MOST_SUPPLIERS).map(({ id }) => id);
}
