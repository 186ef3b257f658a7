import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Binaries } from "@/db/embedded/binaries";
import { ClusterError, explainFolderError, explainServerOutput } from "@/db/embedded/cluster-error";
import { serverEnvironment } from "@/db/embedded/server-environment";
import type { ServerUser } from "@/db/embedded/server-user";

/**
 * Creates the data folder of a cluster if it does not exist. Returns it with the superuser's password, which is
 * random and stored beside the data with mode 0600.
 *
 * @param folder the cluster's folder, owned by the server's user
 * @param sync whether the data must survive a power failure
 * @throws ClusterError, for example for a full disk
 */
export async function initialise(
  folder: string,
  binaries: Binaries,
  user: ServerUser | null,
  sync: boolean,
): Promise<{ data: string; password: string }> {
  const data = join(folder, "data");
  const secret = join(folder, "superuser-password");
  try {
    if (existsSync(join(data, "PG_VERSION")) && existsSync(secret)) {
      return { data, password: readFileSync(secret, "utf8").trim() };
    }
    // initdb may be killed before it ends, so only a complete folder gets the final name.
    const draft = join(folder, "data.new");
    rmSync(draft, { recursive: true, force: true });
    const password = randomBytes(24).toString("base64url");
    writeFileSync(secret, `${password}\n`, { mode: 0o600 });
    if (user) chownSync(secret, user.uid, user.gid);
    await runInitdb(binaries.initdb, draft, secret, folder, user, sync);
    renameSync(draft, data);
    return { data, password };
  } catch (error) {
    throw explainFolderError(error, folder);
  }
}

function runInitdb(
  initdb: string,
  draft: string,
  secret: string,
  folder: string,
  user: ServerUser | null,
  sync: boolean,
): Promise<void> {
  const options = [
    `--pgdata=${draft}`,
    "--username=postgres",
    `--pwfile=${secret}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // Sorts text the same way on every machine, whichever locales are installed.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(sync ? [] : ["--no-sync"]),
    "--no-instructions",
  ];
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(initdb, options, {
      cwd: "/",
      env: serverEnvironment,
      stdio: ["ignore", "pipe", "pipe"],
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new ClusterError(explainServerOutput(output, { folder, port: 0 })));
    });
  });
}
