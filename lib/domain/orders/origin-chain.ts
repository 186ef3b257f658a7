import type { Attribute } from "./order";

/** The attribute that lists the stores through which an order came, oldest first. */
export const ORIGIN_CHAIN = "Origin chain";

/** The attributes that a push writes into a source order. An order that is pushed on has those of the earlier push. */
const pushAttributes: ReadonlySet<string> = new Set(
  [
    "Origin app",
    "Origin mark",
    "Origin store",
    "Origin order",
    "Origin order id",
    ORIGIN_CHAIN,
    "Shipping method",
    "Push mode",
  ].map(normal),
);

/** Longer chains keep their newest stores, so that a loop of up to this many stores is recognised. */
const MAX_LINKS = 30;
const LINK = /^[0-9a-f]{16}$/;

/**
 * The stores through which an order came, oldest first, as `chainLink` names them. Anyone who can edit an order's
 * attributes can write a chain, so a chain may only hold units back, never send them elsewhere.
 */
export function originChain(attributes: readonly Attribute[]): string[] {
  return attributes
    .filter(({ key }) => normal(key) === normal(ORIGIN_CHAIN))
    .flatMap(({ value }) => value.split(/\s+/))
    .filter((link) => LINK.test(link))
    .slice(-MAX_LINKS);
}

/** The chain of a source order: that of its order, then the store of its order. */
export function extendChain(attributes: readonly Attribute[], link: string): string {
  return [...originChain(attributes), link].slice(-MAX_LINKS).join(" ");
}

/**
 * The order's own attributes as a push forwards them. Keys that the push writes itself are renamed, so that a source
 * order has each of them once: `Origin mark (hop 1)` comes from the first store of the chain, and `Push mode (shopper)`
 * from an order that no push created. The chain is left out, because the push writes the longer one.
 *
 * @param made further attributes that the push writes
 */
export function forwardedAttributes(
  attributes: readonly Attribute[],
  made: readonly Attribute[] = [],
): Attribute[] {
  const own = new Set([...pushAttributes, ...made.map(({ key }) => normal(key))]);
  const kept = attributes.filter(({ key }) => normal(key) !== normal(ORIGIN_CHAIN));
  const hops = Math.max(originChain(attributes).length, kept.some(isMark) ? 1 : 0);
  const taken = new Set(kept.map(({ key }) => normal(key)));
  return kept.map(({ key, value }) => {
    if (!own.has(normal(key))) return { key, value };
    const renamed = freeKey(key.trim(), hops === 0 ? "shopper" : `hop ${hops}`, taken);
    taken.add(normal(renamed));
    return { key: renamed, value };
  });
}

function freeKey(key: string, origin: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? `${key} (${origin})` : `${key} (${origin}, ${n})`;
    if (!taken.has(normal(candidate))) return candidate;
  }
}

/** Whether an attribute is the origin mark of a push, also of one that wrote no chain yet. */
function isMark({ key, value }: Attribute): boolean {
  return normal(key) === "origin mark" && value.startsWith("crossdock-");
}

function normal(key: string): string {
  return key.trim().toLowerCase();
}
