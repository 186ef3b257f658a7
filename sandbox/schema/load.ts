import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

/** The Admin API version that this sandbox speaks, and the only one. */
export const API_VERSION = "2026-10";

/** One row of Shopify's own table of access: any one of `offlineScopes` opens the type or field. */
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

/** The real Admin schema as vendored by scripts/vendor-shopify-schema.ts; built once per process. */
export function adminSchema(): GraphQLSchema {
  schema ??= buildClientSchema(read("admin") as IntrospectionQuery, { assumeValid: true });
  return schema;
}

let scopes: Map<string, ScopeRow> | undefined;

/** Access rows keyed by `Type` and `Type.field`. */
export function scopeRows(): Map<string, ScopeRow> {
  scopes ??= new Map(
    (read("scopes") as ScopeRow[]).map((row) => [
      row.fieldName ? `${row.typeName}.${row.fieldName}` : row.typeName,
      row,
    ]),
  );
  return scopes;
}
