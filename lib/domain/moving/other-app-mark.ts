import type { Attribute } from "@/lib/domain/orders/order";
import { orderGidOf } from "@/lib/domain/orders/order-reference";
import { codesOf } from "@/lib/domain/values/code-table";

/** The part of a source order in which a reference to a destination order was found. */
export type MarkKind = "attribute" | "tag" | "note" | "source_identifier" | "po_number";

/** Each part in words, after "is in". The first that has a reference is stored. */
export const markKinds: Readonly<Record<MarkKind, string>> = {
  attribute: "its attributes",
  source_identifier: "its source identifier",
  tag: "its tags",
  po_number: "its PO number",
  note: "its note",
};

/** The texts of a source order in which push apps write where it comes from. They are never stored. */
export type SourceOrderTexts = {
  sourceIdentifier: string | null;
  poNumber: string | null;
  tags: readonly string[];
  note: string | null;
  attributes: readonly Attribute[];
};

/** A destination store as push apps name it: by its name, or by a domain that its shop has or had. */
type NamedStore = { name: string; domains: readonly string[] };

/** What a source order says of the destination order that it was pushed for. */
export type OtherAppMark = {
  kind: MarkKind;
  orderGid: string | null;
  /** The order's number in the form of `comparableName`. */
  orderName: string | null;
  /** Whether the source order also names the destination store. Without it, an id may be of any system. */
  namesStore: boolean;
};

type Reference = { gid: string | null; name: string | null };

/** Ids of Shopify's orders are longer than the numbers that shops give. */
const ID = /(?<!\d)(?:gid:\/\/shopify\/Order\/)?(\d{8,20})(?!\d)/;
const NUMBER = /^#?(?=[^\d]{0,20}\d)[\p{L}\p{N}][\p{L}\p{N}._-]{0,38}$/u;
const NUMBER_TAG = /^(?:#[\p{L}\p{N}._-]{1,39}|[\p{L}]{0,8}-?\d{3,10}(?:-[\p{L}\p{N}]{1,8})?)$/u;
const NAMED_IN_TEXT =
  /\border\b[^\p{L}\p{N}#]{0,3}(?:number|no\.?|name|id)?[^\p{L}\p{N}#]{0,3}(#?[\p{L}]{0,8}-?\d[\p{L}\p{N}-]{0,38})/iu;

/** An order's number in a form in which spellings of it are equal: without "#" and in small letters. */
export function comparableName(name: string): string {
  return name.trim().replace(/^#+/, "").toLowerCase();
}

/** The origin mark with which Crossdock created a source order; null for orders of others. */
export function ownMark(texts: SourceOrderTexts): string | null {
  const isOurs = (text: string | null | undefined) => text?.startsWith("crossdock-") === true;
  if (isOurs(texts.sourceIdentifier)) return texts.sourceIdentifier;
  const named = texts.attributes.find(({ key }) => key === "Origin mark")?.value;
  return named !== undefined && isOurs(named) ? named : null;
}

/**
 * Recognises an order of a source store that another app pushed for a destination store: by an id or a number of a
 * destination order in its attributes, source identifier, tags, PO number or note. A number counts only if the order
 * also names the store, because numbers repeat between stores, or if an attribute is called the destination's order.
 * Null when nothing of this kind is found.
 */
export function recogniseMark(texts: SourceOrderTexts, store: NamedStore): OtherAppMark | null {
  const namesStore = doesNameStore(texts, store);
  const found = references(texts, namesStore);
  for (const kind of codesOf(markKinds)) {
    const reference = found[kind];
    if (reference.gid === null && reference.name === null) continue;
    // An id and a number in two places belong together.
    const gid = reference.gid ?? firstOf(found, "gid");
    return { kind, orderGid: gid, orderName: reference.name ?? firstOf(found, "name"), namesStore };
  }
  return null;
}

function firstOf(found: Readonly<Record<MarkKind, Reference>>, part: keyof Reference): string | null {
  return (
    codesOf(markKinds)
      .map((kind) => found[kind][part])
      .find((value) => value !== null) ?? null
  );
}

function references(texts: SourceOrderTexts, namesStore: boolean): Record<MarkKind, Reference> {
  const number = (text: string) => (NUMBER.test(text.trim()) ? comparableName(text) : null);
  const first = <Value>(values: readonly (Value | null)[]) => values.find((value) => value !== null) ?? null;
  const { attributes } = texts;
  const ofKey = (key: RegExp) => attributes.filter((one) => key.test(one.key));
  const named = ofKey(/\bdestination\b.*\border\b(?!.*\bid\b)/i);
  const numbered = ofKey(/\border\b\s*(?:#|number|no\b|name|$)/i);
  const inNote = NAMED_IN_TEXT.exec(texts.note ?? "")?.[1] ?? null;
  const noteId = inNote !== null && /^\d{8,20}$/.test(inNote) ? orderGidOf(inNote) : null;
  return {
    attribute: {
      gid: first(ofKey(/\border\b.*\bid\b/i).map(({ value }) => idIn(value))),
      name: first((namesStore ? [...named, ...numbered] : named).map(({ value }) => number(value))),
    },
    source_identifier: { gid: idIn(texts.sourceIdentifier), name: null },
    tag: {
      gid: first(texts.tags.map((tag) => (/^\d{8,20}$/.test(tag.trim()) ? orderGidOf(tag) : null))),
      name: namesStore
        ? first(texts.tags.map((tag) => (NUMBER_TAG.test(tag.trim()) ? comparableName(tag) : null)))
        : null,
    },
    po_number: { gid: null, name: namesStore && texts.poNumber !== null ? number(texts.poNumber) : null },
    note: { gid: noteId, name: namesStore && inNote !== null && noteId === null ? number(inNote) : null },
  };
}

function idIn(text: string | null): string | null {
  const id = ID.exec(text ?? "")?.[1];
  return id === undefined ? null : orderGidOf(id);
}

/** Whether any text contains a domain of the store, the first part of one, or the store's name, each as whole words. */
function doesNameStore(texts: SourceOrderTexts, { name, domains }: NamedStore): boolean {
  const handles = domains.map((domain) => domain.replace(/\.myshopify\.com$/, ""));
  const wanted = [...domains, ...handles, name].map(plain).filter((text) => text.trim().length >= 3);
  const all = [
    ...texts.tags,
    ...texts.attributes.map(({ value }) => value),
    texts.note ?? "",
    texts.sourceIdentifier ?? "",
  ].map(plain);
  return all.some((text) => wanted.some((words) => text.includes(words)));
}

/** A text as words in small letters, with a space on both sides. */
function plain(text: string): string {
  return ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")} `;
}
