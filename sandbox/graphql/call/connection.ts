import type { Args } from "./context";
import { topLevel } from "./errors";

interface Key {
  value: string | number;
  id: string;
}

function encode(key: Key): string {
  const value = JSON.stringify(key.value);
  return Buffer.from(`{"last_id":${key.id},"last_value":${value}}`).toString("base64");
}

function decode(cursor: string): Key {
  const text = Buffer.from(cursor, "base64").toString("utf8");
  const match = /^\{"last_id":(\d+),"last_value":(.+)\}$/.exec(text);
  if (!match?.[1] || !match[2]) throw topLevel("BAD_REQUEST", "Malformed cursor");
  try {
    return { id: match[1], value: JSON.parse(match[2]) as string | number };
  } catch {
    throw topLevel("BAD_REQUEST", "Malformed cursor");
  }
}

function compareIds(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}

function compare(left: Key, right: Key): number {
  if (left.value !== right.value) return left.value < right.value ? -1 : 1;
  return compareIds(left.id, right.id);
}

/** The page size: `first` or `last`, exactly one of which is required; at most 250. */
function sizeOf(args: Args): number {
  const { first, last } = args;
  const given = (value: unknown) => value !== undefined && value !== null;
  if (given(first) && given(last)) {
    throw topLevel("BAD_REQUEST", "providing both first and last is not supported");
  }
  if (!given(first) && !given(last)) throw topLevel("BAD_REQUEST", "you must provide one of first or last");
  const size = Number(given(first) ? first : last);
  if (size < 0 || size > 250) {
    throw topLevel("BAD_REQUEST", `${given(first) ? "first" : "last"} must be between 0 and 250`);
  }
  return size;
}

/**
 * A page of rows in key order. A cursor contains the key of a row, not a position, so rows whose key changes between
 * two pages are skipped or repeated, as in Shopify.
 * @param keyOf sort value and id of a row
 */
export function connection<Row>(rows: Row[], args: Args, keyOf: (row: Row) => Key) {
  const size = sizeOf(args);
  const sign = args.reverse === true ? -1 : 1;
  const keyed = rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((left, right) => sign * compare(left.key, right.key));
  const after = typeof args.after === "string" ? decode(args.after) : null;
  const before = typeof args.before === "string" ? decode(args.before) : null;
  let start = 0;
  let end = keyed.length;
  if (after) {
    const index = keyed.findIndex(({ key }) => sign * compare(key, after) > 0);
    start = index === -1 ? keyed.length : index;
  }
  if (before) {
    const index = keyed.findIndex(({ key }) => sign * compare(key, before) >= 0);
    end = index === -1 ? keyed.length : index;
  }
  if (args.first !== undefined && args.first !== null) end = Math.min(end, start + size);
  else start = Math.max(start, end - size);
  const page = keyed.slice(start, end);
  const first = page[0];
  const last = page.at(-1);
  return {
    nodes: page.map(({ row }) => row),
    edges: page.map(({ row, key }) => ({ node: row, cursor: encode(key) })),
    pageInfo: {
      hasNextPage: end < keyed.length,
      hasPreviousPage: start > 0,
      startCursor: first ? encode(first.key) : null,
      endCursor: last ? encode(last.key) : null,
    },
  };
}

/** A connection over the parts of an object, ordered by id. */
export function partsOf<Row>(rows: Row[], args: Args, idOfRow: (row: Row) => string) {
  return connection(rows, args, (row) => ({ value: "", id: idOfRow(row) }));
}
