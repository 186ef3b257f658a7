import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, parse, resolve } from "node:path";
import { ClusterError, explainFolderError } from "@/db/embedded/cluster-error";
import { type ServerUser, serverUser } from "@/db/embedded/server-user";

/** `binaries` may be shared by several clones of the project; `project` belongs to this clone. */
export type Folders = { binaries: string; project: string };

/**
 * Returns the folders of one clone of the project.
 *
 * An ordinary user keeps data in `.crossdock/` inside the project. Root cannot: the server then runs as another
 * user, who cannot reach files below a 0700 folder such as /root. So root keeps data below `/var/lib/crossdock`,
 * in a folder named after the project's real path.
 *
 * @param projectRoot the folder of the clone
 * @param override CROSSDOCK_HOME, which takes precedence for every user
 */
export function crossdockFolders(projectRoot: string, override: string | undefined): Folders {
  const real = realpathSync(projectRoot);
  const asRoot = process.getuid?.() === 0;
  if (!override && !asRoot) {
    const home = join(real, ".crossdock");
    return { binaries: home, project: home };
  }
  const home = resolve(override || "/var/lib/crossdock");
  const key = createHash("sha256").update(real).digest("hex").slice(0, 12);
  return { binaries: home, project: join(home, `${basename(real)}-${key}`) };
}

/**
 * Creates a folder and its parents with mode 0755. Existing folders keep their mode.
 *
 * @throws ClusterError if a folder cannot be created
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    // Not with `recursive`: where a parent cannot be created, as in /proc, Node would retry for ever.
    mkdirSync(folder);
    // mkdir applies the umask to its mode, and root's umask may be 0077.
    chmodSync(folder, 0o755);
  } catch (error) {
    // Another process may have created it meanwhile.
    if (!isFolder(folder)) throw explainFolderError(error, folder);
  }
}

/**
 * Creates the folder of a cluster and makes the server's user its owner.
 *
 * @throws ClusterError if that user cannot reach the folder
 */
export function makeServerFolder(folder: string, user: ServerUser | null = serverUser()): void {
  makeFolder(folder);
  if (user) assertReachable(dirname(folder), user);
  try {
    if (user) chownSync(folder, user.uid, user.gid);
    chmodSync(folder, 0o700);
  } catch (error) {
    throw explainFolderError(error, folder);
  }
}

/** Whether a folder exists at this path. Throws if a file is in its place. */
function isFolder(path: string): boolean {
  try {
    if (statSync(path).isDirectory()) return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw explainFolderError(error, path);
  }
  throw explainFolderError(Object.assign(new Error(`${path} is a file`), { code: "ENOTDIR" }), path);
}

function assertReachable(folder: string, user: ServerUser): void {
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const enter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) {
      throw new ClusterError(
        `PostgreSQL runs as the user ${user.name}, who cannot enter ${at}. Set CROSSDOCK_HOME to a folder that every user may enter (for example /var/lib/crossdock), and start again.`,
      );
    }
    if (at === parse(at).root) return;
  }
}
