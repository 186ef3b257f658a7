import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { projectRoot } from "@/testing/folders/project-root";

/** One file of ours: its path from the root, its text without comments, and what it imports. */
export type SourceFile = { path: string; text: string; code: string; imports: string[] };

const FOLDERS = [
  "app",
  "components",
  "lib",
  "db",
  "inngest",
  "sandbox",
  "scripts",
  "testing",
  "tests",
  "bench",
];

/** Every TypeScript file of the product and its tests. Imports of our own files are paths from the root. */
export function sourceFiles(): SourceFile[] {
  const paths = FOLDERS.filter((folder) => existsSync(join(projectRoot, folder))).flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))
      .filter((path) => !/(^|\/)(node_modules|\.[^/]+)\//.test(path)),
  );
  const known = new Set(paths);
  return paths.map((path) => {
    const text = readFileSync(join(projectRoot, path), "utf8");
    const code = withoutComments(text);
    return { path, text, code, imports: importsOf(code).map((name) => resolve(path, name, known)) };
  });
}

/** Whole-line comments and block comments go; a `//` within a line may be part of a URL, so it stays. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, "").replace(/^\s*\/\/.*$/gm, "");
}

function importsOf(code: string): string[] {
  const patterns = [
    /(?:^|\n)\s*(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']/g,
    /(?:^|\n)\s*import\s*["']([^"']+)["']/g,
    /\bimport\(\s*["']([^"']+)["']\s*\)/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ""));
}

function resolve(from: string, name: string, known: ReadonlySet<string>): string {
  const base = name.startsWith("@/")
    ? name.slice(2)
    : name.startsWith(".")
      ? normalize(join(dirname(from), name))
      : null;
  if (base === null) return name;
  return [`${base}.ts`, `${base}.tsx`, base].find((path) => known.has(path)) ?? base;
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
