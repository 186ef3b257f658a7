import { GraphQLError } from "graphql";

/** A top-level error with a code. The field that throws it becomes null. */
export function topLevel(code: string, message: string, extra: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extra } });
}

/** The error for everything that the sandbox does not implement. Its message is ours, not Shopify's. */
export function notImplemented(what: string): GraphQLError {
  return topLevel("SANDBOX_NOT_IMPLEMENTED", `The sandbox does not implement ${what}.`);
}

/**
 * Refuses fields of an input that the sandbox would otherwise ignore. Null, false, "" and empty lists change nothing.
 * @throws SANDBOX_NOT_IMPLEMENTED for the first field that is given
 */
export function refuseFields(type: string, input: object | null | undefined, names: string[]): void {
  for (const [name, value] of Object.entries(input ?? {})) {
    const given = Array.isArray(value) ? value.length > 0 : Boolean(value);
    if (given && names.includes(name)) throw notImplemented(`${type}.${name}`);
  }
}

/** An error in the payload of a mutation. */
export interface UserError {
  field: string[] | null;
  message: string;
  code?: string | null;
}
