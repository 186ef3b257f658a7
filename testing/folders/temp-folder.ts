import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { crossdockFolders, type Folders, makeFolder } from "@/db/embedded/folders";
import { isAlive } from "@/db/embedded/process-facts";
import { guardFolder } from "@/db/embedded/watchdog";
import { projectRoot } from "@/testing/folders/project-root";

/** The folders of this clone. Tests use subfolders beside those of `npm start`. */
export function testFolders(): Folders {
  return crossdockFolders(projectRoot, process.env.CROSSDOCK_HOME);
}

/**
 * Creates a temporary folder for this process, which PostgreSQL's user can reach too. It is removed by `remove`, or
 * when this process ends. Folders of processes that no longer run are removed first.
 */
export function tempFolder(): { path: string; remove: () => void } {
  const parent = join(testFolders().project, "tests");
  makeFolder(parent);
  for (const name of readdirSync(parent)) {
    if (!isAlive(Number(name.split("-")[0]))) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const path = mkdtempSync(join(parent, `${process.pid}-`));
  chmodSync(path, 0o755);
  const keep = guardFolder(path);
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
      keep();
    },
  };
}
