import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "@/testing/folders/project-root";

/**
 * The values that a CHECK constraint of the form `column IN (…)` allows, sorted, as the newest migration that
 * defines the constraint lists them. Throws when no migration does.
 */
export function checkedValues(constraint: string): string[] {
  const folder = join(projectRoot, "db/migrations");
  const migrations = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
  const definition = new RegExp(`CONSTRAINT ${constraint} CHECK \\(\\w+ IN \\(([^)]*)\\)\\)`);
  const list = migrations.map((text) => definition.exec(text)?.[1]).findLast((found) => found !== undefined);
  if (list === undefined) throw new Error(`No migration defines the constraint ${constraint}.`);
  return [...list.matchAll(/'(\w+)'/g)].map((match) => match[1] ?? "").sort();
}
