import { GraphQLError } from "graphql";

/** A top-level error with one of Shopify's codes; the field it is thrown in reads null. */
export function topLevel(code: string, message: string, extra: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extra } });
}

/** The honest answer where the sandbox ends. */
export function notImplemented(what: string): GraphQLError {
  return topLevel("SANDBOX_NOT_IMPLEMENTED", `The sandbox does not implement ${what}.`);
}

export interface UserError {
  field: string[] | null;
  message: string;
  code?: string | null;
}
