/** A parsed search query: terms joined by AND, OR and NOT. */
export type Expression =
  | { type: "and" | "or"; items: Expression[] }
  | { type: "not"; item: Expression }
  | Term;

export interface Term {
  type: "term";
  /** Null for a word without a field. */
  field: string | null;
  operator: "" | ">" | "<" | ">=" | "<=";
  value: string;
  quoted: boolean;
}

interface Token {
  kind: "term" | "open" | "close" | "and" | "or" | "not";
  term?: Term;
}

const TERM = /^(-)?(?:([\w.$-]+?):)?(>=|<=|>|<)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s()"':]+))/;

function tokens(query: string): Token[] {
  const found: Token[] = [];
  let rest = query;
  while (rest.length > 0) {
    rest = rest.replace(/^[\s:]+/, "");
    if (rest === "") break;
    const word = /^(AND|OR|NOT)(?=[\s()]|$)/.exec(rest)?.[1];
    if (word) {
      found.push({ kind: word.toLowerCase() as Token["kind"] });
      rest = rest.slice(word.length);
      continue;
    }
    if (rest[0] === "(" || rest[0] === ")") {
      found.push({ kind: rest[0] === "(" ? "open" : "close" });
      rest = rest.slice(1);
      continue;
    }
    const match = TERM.exec(rest);
    if (!match) {
      rest = rest.slice(1);
      continue;
    }
    if (match[1]) found.push({ kind: "not" });
    // An unquoted value ends at the next colon. This cuts timestamps apart (recorded).
    const quoted = match[4] ?? match[5];
    found.push({
      kind: "term",
      term: {
        type: "term",
        field: match[2] ?? null,
        operator: (match[3] ?? "") as Term["operator"],
        value: (quoted ?? match[6] ?? "").replace(/\\(.)/g, "$1"),
        quoted: quoted !== undefined,
      },
    });
    rest = rest.slice(match[0].length);
  }
  return found;
}

/** Parses a search query. Unmatched parentheses and a trailing OR are ignored without a warning (recorded). */
export function parseSearch(query: string): Expression {
  const list = tokens(query);
  let position = 0;
  const atOr = (): Expression => {
    const items = [atAnd()];
    while (list[position]?.kind === "or") {
      position += 1;
      items.push(atAnd());
    }
    const [only] = items;
    return items.length === 1 && only ? only : { type: "or", items };
  };
  const atAnd = (): Expression => {
    const items: Expression[] = [];
    for (;;) {
      const token = list[position];
      if (!token || token.kind === "or" || token.kind === "close") break;
      position += 1;
      if (token.kind === "and") continue;
      const item = atOne(token);
      if (item) items.push(item);
    }
    return { type: "and", items };
  };
  const atOne = (token: Token): Expression | null => {
    if (token.kind === "not") {
      const next = list[position];
      if (!next) return null;
      position += 1;
      const item = atOne(next);
      return item ? { type: "not", item } : null;
    }
    if (token.kind === "open") {
      const inner = atOr();
      if (list[position]?.kind === "close") position += 1;
      return inner;
    }
    return token.term ?? null;
  };
  const all: Expression[] = [];
  while (position < list.length) {
    all.push(atOr());
    if (list[position]?.kind === "close") position += 1;
  }
  return { type: "and", items: all };
}
