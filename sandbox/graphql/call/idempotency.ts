import { type GraphQLResolveInfo, getDirectiveValues } from "graphql";
import type { CallContext } from "./context";
import { topLevel } from "./errors";

/**
 * The key of the compulsory `@idempotent` of a call's field.
 * @throws BAD_REQUEST without it; nothing is executed then (recorded)
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

/** Told when a key comes again with other parameters (recorded). */
export const MISMATCH = {
  field: null,
  message: "The same idempotency key cannot be used with different operation parameters.",
  code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
};

/** Told when a call with this key is still running. */
export const CONCURRENT = {
  field: null,
  message: "This request is currently in progress, please try again.",
  code: "IDEMPOTENCY_CONCURRENT_REQUEST",
};
