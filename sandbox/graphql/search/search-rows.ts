import { offsetMinutes } from "../../values/time-format";
import type { CallContext, SearchReport } from "../call/context";
import { topLevel } from "../call/errors";
import { type Expression, parseSearch, type Term } from "./parse-search";

/** Compiles a term of one field to a test on rows, or returns "invalid" for an unacceptable value. */
export type Matcher<Row> = (term: Term, ctx: CallContext) => ((row: Row) => boolean) | "invalid";

const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

/** Compares text ignoring case. A trailing star searches for a prefix. */
export function textMatcher<Row>(read: (row: Row) => string | string[]): Matcher<Row> {
  return ({ value }) => {
    const prefix = value.endsWith("*") ? value.slice(0, -1).toLowerCase() : null;
    const fits = (text: string) =>
      prefix === null ? same(text, value) : text.toLowerCase().startsWith(prefix);
    return (row) => {
      const found = read(row);
      return Array.isArray(found) ? found.some(fits) : fits(found);
    };
  };
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Compares words: every word of the value must occur; a quoted value must occur as a phrase. */
export function tokenMatcher<Row>(read: (row: Row) => string | string[]): Matcher<Row> {
  return ({ value, quoted }) => {
    const wanted = words(value.replace(/\*$/, ""));
    const open = value.endsWith("*");
    const fits = (text: string) => {
      const present = words(text);
      if (quoted) return ` ${present.join(" ")} `.includes(` ${wanted.join(" ")} `);
      return wanted.every((word) =>
        present.some((candidate) => (open ? candidate.startsWith(word) : candidate === word)),
      );
    };
    return (row) => {
      const found = read(row);
      return Array.isArray(found) ? found.some(fits) : fits(found);
    };
  };
}

function ordered<Row>(operator: Term["operator"], limit: number, read: (row: Row) => number) {
  return (row: Row) => {
    const value = read(row);
    if (operator === ">") return value > limit;
    if (operator === "<") return value < limit;
    if (operator === ">=") return value >= limit;
    if (operator === "<=") return value <= limit;
    return value === limit;
  };
}

/** Compares numbers. */
export function numberMatcher<Row>(read: (row: Row) => number): Matcher<Row> {
  return ({ operator, value }) =>
    Number.isFinite(Number(value)) ? ordered(operator, Number(value), read) : "invalid";
}

/** Compares times. A date, and a timestamp that was cut at a colon, means midnight in the time zone of the shop. */
export function timeMatcher<Row>(read: (row: Row) => number): Matcher<Row> {
  return ({ operator, value }, ctx) => {
    const day = /^(\d{4}-\d{2}-\d{2})(?:T\d{2})?$/.exec(value)?.[1];
    const moment = day ? Date.parse(`${day}T00:00:00Z`) : Date.parse(value);
    if (Number.isNaN(moment)) return "invalid";
    const shift = day ? offsetMinutes(new Date(moment), ctx.shop.timezone) * 60_000 : 0;
    const limit = moment - shift;
    if (operator !== "") return ordered(operator, limit, read);
    const end = day ? limit + 86_400_000 : limit + 1_000;
    return (row) => read(row) >= limit && read(row) < end;
  };
}

/** Accepts one or more of a list of values, separated by commas. */
export function choiceMatcher<Row>(
  choices: string[],
  fits: (row: Row, value: string) => boolean,
): Matcher<Row> {
  return ({ value }) => {
    const list = value.toLowerCase().split(",");
    if (list.some((entry) => !choices.includes(entry))) return "invalid";
    return (row) => list.some((entry) => fits(row, entry));
  };
}

/**
 * Compiles a query to a test on rows. A term with an unknown field or an unacceptable value is ignored and answered with
 * a warning (recorded). Since 2026-10 a metafield that is not filterable is an error.
 * @param dropFirstTerm whether the first term is treated as unknown (the fault `search-term-dropped`)
 */
export function searchRows<Row>(
  ctx: CallContext,
  path: SearchReport["path"],
  query: string,
  matchers: Record<string, Matcher<Row>>,
  bareWord: Matcher<Row>,
  dropFirstTerm = false,
): (row: Row) => boolean {
  const warnings: SearchReport["warnings"] = [];
  const terms: Record<string, unknown>[] = [];
  const compile = (expression: Expression): ((row: Row) => boolean) | null => {
    if (expression.type === "not") {
      const inner = compile(expression.item);
      return inner && ((row) => !inner(row));
    }
    if (expression.type !== "term") {
      const parts = expression.items.map(compile).filter((part) => part !== null);
      if (parts.length === 0) return null;
      return expression.type === "and"
        ? (row) => parts.every((part) => part(row))
        : (row) => parts.some((part) => part(row));
    }
    const { field, value, quoted, operator } = expression;
    const shown = operator
      ? { range: { [operator]: value } }
      : { [quoted ? "match_phrase" : "match_all"]: value };
    terms.push({ field: field ?? "default", ...shown });
    if (field?.startsWith("metafields.")) {
      throw topLevel("BAD_REQUEST", `The metafield ${field.slice(11)} is not filterable.`);
    }
    const dropped = dropFirstTerm && terms.length === 1;
    const matcher = dropped ? undefined : field === null ? bareWord : matchers[field];
    if (!matcher) {
      warnings.push({
        field: field ?? "default",
        message: "Invalid search field for this query.",
        code: "invalid_field",
      });
      return null;
    }
    const compiled = matcher(expression, ctx);
    if (compiled !== "invalid") return compiled;
    warnings.push({
      field: field ?? "default",
      message: `Input \`${value}\` is not an accepted value.`,
      code: "invalid_value",
    });
    return null;
  };
  const compiled = compile(parseSearch(query));
  if (warnings.length > 0) {
    const parsed = terms.length === 1 ? terms[0] : { and: terms };
    ctx.searches.push({ path, query, parsed, warnings });
  }
  return compiled ?? (() => true);
}
