import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const FOLDERS = "app components lib db inngest sandbox scripts testing tests bench".split(" ");

/**
 * Every file in the folders that hold code, and every file at the root, as paths from the root: what Git tracks
 * or would add. In a copy without Git, every file outside `node_modules` and hidden folders.
 */
export function listFiles(root: string): string[] {
  const listed = spawnSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
  });
  // A file that was deleted but not yet staged is still listed.
  const paths =
    existsSync(join(root, ".git")) && listed.status === 0
      ? listed.stdout.split("\0").filter((path) => path !== "" && existsSync(join(root, path)))
      : walk(root, "");
  return paths.filter((path) => !path.includes("/") || FOLDERS.includes(path.split("/")[0] ?? "")).sort();
}

/** Whether a file is source code of ours: TypeScript, or a module that Node runs as it is. */
export const isCode = (path: string) => /\.(tsx?|mjs)$/.test(path) && !path.endsWith(".d.ts");

/** Whether a file is a test or exists only for tests. Fixtures in `testing/` count as product. */
export const isTest = (path: string) => path.startsWith("tests/") || /\.test\.tsx?$/.test(path);

export const isGenerated = (path: string) => path.includes(".generated.");

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) return [path];
    return entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith(".")
      ? walk(root, path)
      : [];
  });
}
