import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** All sources of a build. */
const FOLDERS = ["app", "components", "lib", "db", "inngest", "public"];
const FILES = [
  "instrumentation.ts",
  "instrumentation-client.ts",
  "next.config.mjs",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tailwind.config.ts",
  "tsconfig.json",
];

/** Hashes the names and contents of a build's sources, without tests. */
export function sourceHash(root: string): string {
  const hash = createHash("sha256");
  const add = (file: string) => {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  };
  const present = new Set(readdirSync(root));
  for (const folder of FOLDERS.filter((name) => present.has(name))) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    for (const file of files.sort()) add(file);
  }
  for (const file of FILES.filter((name) => present.has(name))) add(file);
  return hash.digest("hex");
}
