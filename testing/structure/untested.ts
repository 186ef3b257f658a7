import type { Edge } from "./graph";
import { isTest } from "./list-files";
import type { ParsedFile } from "./parsed-file";

/**
 * Lists files with rules and no test of their own:
 * - a file of `lib/domain` with a function and no unit test beside it;
 * - a file of `lib/services` with a function that no test file imports or is named after, and whose docstring
 *   names no test that exists ("Proved by `tests/…`").
 */
export function untested(
  files: readonly ParsedFile[],
  edges: readonly Pick<Edge, "from" | "to">[],
): string[] {
  const tests = new Set(files.map(({ path }) => path).filter((path) => /\.test\.tsx?$/.test(path)));
  const imported = new Set(edges.filter(({ from }) => tests.has(from)).map(({ to }) => to));
  const names = [...tests].map((path) => `-${baseName(path).replace(/\.test$/, "")}-`);
  const hasTest = ({ path, text }: ParsedFile) => {
    if (tests.has(path.replace(/\.ts$/, ".test.ts"))) return true;
    if (path.startsWith("lib/domain/")) return false;
    if (imported.has(path) || names.some((name) => name.includes(`-${baseName(path)}-`))) return true;
    return [...text.matchAll(/Proved by\s+(?:\*\s+)?`?(tests\/[\w./-]+\.test\.tsx?)/g)].some(([, test]) =>
      tests.has(test ?? ""),
    );
  };
  return files
    .filter(({ path, functions }) => /^lib\/(domain|services)\//.test(path) && functions.length > 0)
    .filter((file) => !isTest(file.path) && !hasTest(file))
    .map(({ path }) => path);
}

const baseName = (path: string) => path.replace(/^.*\//, "").replace(/\.tsx?$/, "");
