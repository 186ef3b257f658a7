import { Environment } from "@marcbachmann/cel-js";

type Evaluate = (variables: Record<string, unknown>) => unknown;

const environment = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
});
const compiled = new Map<string, Evaluate>();

/** Parses a CEL expression and caches the result. Throws if it does not parse. */
export function compileExpression(text: string): Evaluate {
  let evaluate = compiled.get(text);
  if (!evaluate) {
    evaluate = environment.parse(text);
    compiled.set(text, evaluate);
  }
  return evaluate;
}

/** Whether a condition is true. An expression with a missing key does not match, as on Inngest's server. */
export function matches(text: string | null | undefined, variables: Record<string, unknown>): boolean {
  if (!text) return true;
  try {
    return compileExpression(text)(variables) === true;
  } catch {
    return false;
  }
}

/** Evaluates an expression as a number; 0 if it has no numeric value. */
export function evaluateNumber(text: string, variables: Record<string, unknown>): number {
  try {
    const value = Number(compileExpression(text)(variables));
    return Number.isNaN(value) ? 0 : value;
  } catch {
    return 0;
  }
}

/** Evaluates a key expression as text that PostgreSQL can store; null if a part of it is missing. */
export function evaluateKey(text: string, variables: Record<string, unknown>): string | null {
  try {
    const value = compileExpression(text)(variables);
    if (value === null || value === undefined) return null;
    const written =
      typeof value === "string"
        ? value
        : JSON.stringify(value, (_, part) => (typeof part === "bigint" ? part.toString() : part));
    return written.toWellFormed().replaceAll("\u0000", "\ufffd");
  } catch {
    return null;
  }
}
