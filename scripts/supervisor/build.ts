import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diskFullSentence } from "@/db/embedded/cluster-error";
import { guardProcess } from "@/db/embedded/watchdog";
import { projectRoot } from "@/scripts/supervisor/project-root";
import { sourceHash } from "@/scripts/supervisor/source-hash";
import { StartError } from "@/scripts/supervisor/start-error";

/** The file in a build folder that names the sources of the build. */
export const STAMP = "crossdock-build";

const stamp = (distDir: string): string => join(projectRoot, distDir, STAMP);

/** Whether the build in a folder was made from the current sources. */
export function isBuilt(distDir: string): boolean {
  try {
    return readFileSync(stamp(distDir), "utf8") === sourceHash(projectRoot);
  } catch {
    return false;
  }
}

/**
 * Builds the portal into a folder. Needs no database and no secrets.
 *
 * @param show whether to print the output of the build while it runs; otherwise it is printed only if the build fails
 * @throws StartError if the build fails
 */
export async function build(distDir: string, { show }: { show: boolean }): Promise<void> {
  rmSync(stamp(distDir), { force: true });
  // Computed before the build, so that a file edited during the build causes another build at the next start.
  const hash = sourceHash(projectRoot);
  const next = join(projectRoot, "node_modules", "next", "dist", "bin", "next");
  const { NODE_ENV: _, ...env } = process.env;
  let output = "";
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [next, "build"], {
      cwd: projectRoot,
      env: {
        ...env,
        NODE_ENV: "production",
        NEXT_DIST_DIR: distDir,
        NEXT_TELEMETRY_DISABLED: "1",
        CROSSDOCK_BUILD: hash.slice(0, 20),
      },
      detached: true,
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    // The build must not keep running if this process fails or is stopped.
    const release = child.pid === undefined ? () => {} : guardProcess(-child.pid, "SIGTERM");
    child.once("error", reject);
    child.once("exit", (exitCode) => {
      release();
      resolve(exitCode);
    });
  });
  if (code !== 0) {
    if (/ENOSPC|No space left on device/.test(output)) throw new StartError(diskFullSentence(projectRoot));
    const detail = output === "" ? "" : `\n${output}`;
    throw new StartError(
      `The portal could not be built. See the output of the build for the reason.${detail}`,
    );
  }
  writeFileSync(stamp(distDir), hash);
}
