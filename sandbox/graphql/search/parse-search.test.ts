import { expect, it } from "vitest";
import { type Expression, parseSearch } from "./parse-search";

/** An expression as text: `a` for a term, and operators with parentheses. */
function shown(expression: Expression): string {
  if (expression.type === "term") {
    const { field, operator, value, quoted } = expression;
    return `${field === null ? "" : `${field}:`}${operator}${quoted ? `'${value}'` : value}`;
  }
  if (expression.type === "not") return `!${shown(expression.item)}`;
  const items = expression.items.map(shown);
  return items.length === 1 ? (items[0] ?? "") : `(${items.join(expression.type === "and" ? " & " : " | ")})`;
}

it.each([
  ["tag:a tag:b", "(tag:a & tag:b)"],
  ["tag:a AND tag:b", "(tag:a & tag:b)"],
  ["tag:a OR tag:b tag:c", "(tag:a | (tag:b & tag:c))"],
  ["(tag:a OR tag:b) name:1", "((tag:a | tag:b) & name:1)"],
  ["-tag:a", "!tag:a"],
  ["NOT tag:a", "!tag:a"],
  ["name:'#1001'", "name:'#1001'"],
  ['name:"say \\"hi\\""', "name:'say \"hi\"'"],
  ["updated_at:>='2026-11-23T00:00:00Z'", "updated_at:>='2026-11-23T00:00:00Z'"],
  ["updated_at:<2000-01-01T00:00:00Z", "(updated_at:<2000-01-01T00 & 00:00Z)"],
  ["blue mug", "(blue & mug)"],
  ["tag:a OR", "(tag:a | ())"],
  ["tag:a)", "tag:a"],
  ["", "()"],
])("%s", (query, parsed) => {
  expect(shown(parseSearch(query))).toBe(parsed);
});
