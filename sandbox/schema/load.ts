import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

/** The only Admin API version of this sandbox. */
export const API_VERSION = "2026-10";

/** One row of Shopify's table of access scopes. Any one of `offlineScopes` grants access to the type or field. */
export interface ScopeRow {
  typeName: string;
  fieldName?: string;
  requiredAccess: string;
  offlineScopes: string[];
}

function read(name: string): unknown {
  const file = path.join(import.meta.dirname, `${name}-${API_VERSION}.json.gz`);
  return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
}

let schema: GraphQLSchema | undefined;

/** The real Admin schema, vendored by scripts/vendor-shopify-schema.ts. It is built once per process. */
export function adminSchema(): GraphQLSchema {
  schema ??= buildClientSchema(read("admin") as IntrospectionQuery, { assumeValid: true });
  return schema;
}

let scopes: Map<string, ScopeRow> | undefined;

/** Rows of the access table by `Type` and `Type.field`. */
export function scopeRows(): Map<string, ScopeRow> {
  scopes ??= new Map(
    (read("scopes") as ScopeRow[]).map((row) => [
      row.fieldName ? `${row.typeName}.${row.fieldName}` : row.typeName,
      row,
    ]),
  );
  return scopes;
}
