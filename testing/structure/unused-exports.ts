import type { Edge } from "./graph";
import { isGenerated } from "./list-files";
import type { Export, ParsedFile } from "./parsed-file";

export type UnusedExport = { file: string; line: number; name: string };

const NEXT_FILE =
  /(^|\/)app\/(.*\/)?(page|layout|route|template|default|error|global-error|not-found|loading)\.tsx?$/;
const NEXT_NAMES =
  /^(default|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|metadata|generateMetadata|viewport|generateViewport|generateStaticParams|dynamic|dynamicParams|revalidate|fetchCache|runtime|preferredRegion|maxDuration)$/;

/** Exports that a framework calls by their name: which files, and which of their names. */
const ENTRY_POINTS: readonly { file: RegExp; name: RegExp }[] = [
  { file: NEXT_FILE, name: NEXT_NAMES },
  {
    file: /^(instrumentation|instrumentation-client)\.ts$/,
    name: /^(register|onRequestError|onRouterTransitionStart)$/,
  },
  { file: /^(proxy|middleware)\.ts$/, name: /^(default|proxy|middleware|config)$/ },
  // The configurations of Next, Vitest, Drizzle, Tailwind and PostCSS.
  { file: /(^|\/)[a-z]+\.config\.(ts|mjs)$/, name: /^default$/ },
  // Vitest's configuration names it as text.
  { file: /\/global-setup\.ts$/, name: /^(default|setup|teardown)$/ },
];

/**
 * Lists exported names, types included, that no other file uses. A test counts as a user: an export may exist
 * so that a rule can be tested alone. What a framework calls by its name counts as used.
 */
export function unusedExports(files: readonly ParsedFile[], edges: readonly Edge[]): UnusedExport[] {
  const used = new Map<string, Set<string> | "all">();
  for (const { from, to, names } of edges) {
    const known = used.get(to) ?? new Set();
    if (from === to || known === "all") continue;
    used.set(to, names === "all" ? "all" : new Set([...known, ...names]));
  }
  const isUsed = (path: string, { name }: Export) => {
    const names = used.get(path);
    if (names === "all" || names?.has(name)) return true;
    return ENTRY_POINTS.some((entry) => entry.file.test(path) && entry.name.test(name));
  };
  return files
    .filter(({ path }) => !isGenerated(path))
    .flatMap((file) =>
      file.exports
        .filter((one) => !isUsed(file.path, one))
        .map(({ name, line }) => ({ file: file.path, line, name })),
    );
}
