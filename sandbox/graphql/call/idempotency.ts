import { type GraphQLResolveInfo, getDirectiveValues } from "graphql";
import type { CallContext } from "./context";
import { topLevel } from "./errors";

/**
 * The key of the required directive `@idempotent` of a field.
 * @throws BAD_REQUEST if it is missing; then nothing is executed (recorded)
 */
export function idempotencyKey(info: GraphQLResolveInfo, ctx: CallContext): string {
  const directive = info.schema.getDirective("idempotent");
  const node = info.fieldNodes[0];
  const values = directive && node && getDirectiveValues(directive, node, info.variableValues);
  const key = values?.key;
  if (typeof key === "string" && key.trim() !== "") return `${ctx.app.clientId}\n${ctx.shop.domain}\n${key}`;
  throw topLevel(
    "BAD_REQUEST",
    "The @idempotent directive is required for this mutation but was not provided.",
  );
}

/** The error for a key that was used with other parameters (recorded). */
export const MISMATCH = {
  field: null,
  message: "The same idempotency key cannot be used with different operation parameters.",
  code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
};

/** The error for a key whose first call is still running. */
export const CONCURRENT = {
  field: null,
  message: "This request is currently in progress, please try again.",
  code: "IDEMPOTENCY_CONCURRENT_REQUEST",
};
