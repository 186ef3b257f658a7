import { GraphQLError, type GraphQLResolveInfo, getNamedType } from "graphql";
import { type ScopeRow, scopeRows } from "../../schema/load";
import type { Token } from "../../state/app-types";

const rowsByField = new Map<string, ScopeRow[]>();

/** Whether a token has a scope. `write_x` includes `read_x`. */
export function hasScope(token: Token, scope: string): boolean {
  if (token.scopes.includes(scope)) return true;
  return scope.startsWith("read_") && token.scopes.includes(`write_${scope.slice(5)}`);
}

/** Shopify's error for a field without the required access. */
export function accessDenied(field: string, requiredAccess: string): GraphQLError {
  return new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess,
    },
  });
}

/** @throws ACCESS_DENIED if the token lacks a scope that the field or its type requires */
export function checkScopes(token: Token, info: GraphQLResolveInfo): void {
  const key = `${info.parentType.name}.${info.fieldName}`;
  let rows = rowsByField.get(key);
  if (!rows) {
    const table = scopeRows();
    // A connection requires the access of the type that it lists.
    const type = getNamedType(info.returnType).name.replace(/Connection$/, "");
    const found = [table.get(key), leavesOut(info) ? undefined : table.get(type)];
    rows = found.filter((row): row is ScopeRow => row !== undefined);
    rowsByField.set(key, rows);
  }
  for (const row of rows) {
    if (row.offlineScopes.some((scope) => hasScope(token, scope))) continue;
    throw accessDenied(info.fieldName, row.requiredAccess);
  }
}

/** Whether the field lists fulfillment orders. Those that the app may not see are left out, without an error. */
function leavesOut({ parentType, fieldName }: GraphQLResolveInfo): boolean {
  if (parentType.name === "FulfillmentOrderConnection") return true;
  return parentType.name === "Order" && fieldName === "fulfillmentOrders";
}
