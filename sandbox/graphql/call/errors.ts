import { GraphQLError } from "graphql";

/** A top-level error with a code. The field that throws it becomes null. */
export function topLevel(code: string, message: string, extra: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extra } });
}

/** The error for everything that the sandbox does not implement. Its message is ours, not Shopify's. */
export function notImplemented(what: string): GraphQLError {
  return topLevel("SANDBOX_NOT_IMPLEMENTED", `The sandbox does not implement ${what}.`);
}

/** An error in the payload of a mutation. */
export interface UserError {
  field: string[] | null;
  message: string;
  code?: string | null;
}
