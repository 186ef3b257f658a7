import { readFileSync } from "node:fs";
import { ClusterError } from "@/db/embedded/cluster-error";

/** The operating-system user under which PostgreSQL runs. */
export type ServerUser = { name: string; uid: number; gid: number };

/**
 * Returns the user for the PostgreSQL server. It refuses to run as root, so root runs it as `postgres` or, if that
 * user does not exist, as `nobody`. Any other user runs it as themselves, which is `null`.
 *
 * @param passwd reads /etc/passwd
 * @throws ClusterError if the current user is root and neither user exists
 */
export function serverUser(
  uid: number | undefined = process.getuid?.(),
  passwd: () => string = () => readFileSync("/etc/passwd", "utf8"),
): ServerUser | null {
  if (uid !== 0) return null;
  const users = new Map<string, ServerUser>();
  for (const line of passwd().split("\n")) {
    const [name, , userId, groupId] = line.split(":");
    if (name && userId && groupId) users.set(name, { name, uid: Number(userId), gid: Number(groupId) });
  }
  const found = users.get("postgres") ?? users.get("nobody");
  if (!found || found.uid === 0) {
    throw new ClusterError(
      "PostgreSQL does not run as root, and this machine has neither a user named postgres nor one named nobody. Start Crossdock as an ordinary user.",
    );
  }
  return found;
}
