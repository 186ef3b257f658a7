import { projectRoot } from "@/testing/folders/project-root";
import { readGraph } from "@/testing/structure/graph";

/** One file of ours: its path from the root, its text with and without comments, and what it imports. */
export type SourceFile = { path: string; text: string; code: string; imports: string[] };

/**
 * Every TypeScript file of the product and its tests, but not the configuration at the root. Imports of our own
 * files are paths from the root. Throws when an import names no file.
 */
export function sourceFiles(): SourceFile[] {
  const { files, edges, packages, missing } = readGraph(projectRoot);
  if (missing.length > 0) throw new Error(`These imports name no file: ${missing.join(", ")}`);
  const imports = new Map<string, string[]>(files.map(({ path }) => [path, []]));
  for (const { from, to } of edges) imports.get(from)?.push(to);
  for (const { from, name } of packages) imports.get(from)?.push(name);
  return files
    .filter(({ path }) => /\/.*\.tsx?$/.test(path))
    .map(({ path, text, code }) => ({ path, text, code, imports: imports.get(path) ?? [] }));
}

/** Every file that the given ones reach by imports, themselves included. */
export function reachable(files: readonly SourceFile[], from: readonly SourceFile[]): SourceFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const seen = new Set(from);
  for (const file of seen) {
    for (const path of file.imports) {
      const next = byPath.get(path);
      if (next) seen.add(next);
    }
  }
  return [...seen];
}
