import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isCode, listFiles } from "./list-files";
import { parseSource } from "./parse-source";
import type { Import, ParsedFile } from "./parsed-file";
import { resolveImport } from "./resolve-import";

/** An import of a file of ours by a source file. */
export type Edge = { from: string; to: string; line: number; form: Import["form"]; names: Import["names"] };

export type ImportGraph = {
  /** Every file that Git tracks or would add, code or not. */
  paths: readonly string[];
  files: readonly ParsedFile[];
  edges: readonly Edge[];
  /** Imports of packages. */
  packages: readonly { from: string; name: string }[];
  /** Imports of a file of ours that does not exist, as `file:line specifier`. */
  missing: readonly string[];
};

/** Parses every source file below a root and resolves its imports. */
export function readGraph(root: string): ImportGraph {
  const paths = listFiles(root);
  const files = paths.filter(isCode).map((path) => parseSource(path, readFileSync(join(root, path), "utf8")));
  const known = new Set(files.map(({ path }) => path));
  const lookUp = (path: string) => {
    if (known.has(path)) return "file";
    const stats = statSync(join(root, path), { throwIfNoEntry: false });
    if (stats?.isFile()) return "file";
    return stats?.isDirectory() ? "folder" : null;
  };
  const edges: Edge[] = [];
  const packages: { from: string; name: string }[] = [];
  const missing: string[] = [];
  for (const { path, imports } of files) {
    for (const one of imports) {
      const resolved = resolveImport(path, one, lookUp);
      if (resolved.kind === "package") packages.push({ from: path, name: one.specifier });
      else if (resolved.kind === "missing") missing.push(`${path}:${one.line} ${one.specifier}`);
      else if (resolved.kind === "file") {
        edges.push({ from: path, to: resolved.path, line: one.line, form: one.form, names: one.names });
      }
    }
  }
  return { paths, files, edges, packages, missing };
}
