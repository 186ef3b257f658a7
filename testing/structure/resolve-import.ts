import { dirname, join } from "node:path";
import type { Import } from "./parsed-file";

const EXTENSIONS = ["", ".ts", ".tsx", ".mjs"];

type Resolved =
  | { kind: "package" }
  | { kind: "file"; path: string }
  /** An address that a file reads at run time. */
  | { kind: "folder" }
  | { kind: "missing" };

/**
 * Finds the file that an import names.
 *
 * @param from the importing file's path from the root
 * @param lookUp what is at a path from the root
 */
export function resolveImport(
  from: string,
  { specifier, form }: Pick<Import, "specifier" | "form">,
  lookUp: (path: string) => "file" | "folder" | null,
): Resolved {
  const path = pathOf(from, specifier, form);
  if (path === null) return { kind: "package" };
  if (form === "url" && lookUp(path) === "folder") return { kind: "folder" };
  const extensions = form === "url" ? [""] : EXTENSIONS;
  const found = extensions.map((extension) => path + extension).find((one) => lookUp(one) === "file");
  return found === undefined ? { kind: "missing" } : { kind: "file", path: found };
}

function pathOf(from: string, specifier: string, form: Import["form"]): string | null {
  if (form === "url") return /^[a-z]+:/.test(specifier) ? null : join(dirname(from), specifier);
  if (specifier.startsWith("@/")) return join(specifier.slice(2));
  return specifier.startsWith(".") ? join(dirname(from), specifier) : null;
}
