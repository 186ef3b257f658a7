import { rmSync } from "node:fs";
import { join } from "node:path";
import { explainFolderError } from "@/db/embedded/cluster-error";
import { clearLeftover } from "@/db/embedded/postmaster";
import { alreadyRunning, runningStart } from "@/scripts/supervisor/lock";
import { demoFolder, startDemo } from "@/scripts/supervisor/start-demo";
import { describeError } from "@/scripts/supervisor/start-error";

/** Deletes the demo's data and starts the demo again. Refuses while the demo is running. */
try {
  const { folder } = demoFolder();
  const holder = runningStart(folder);
  if (holder) throw alreadyRunning(holder);
  await clearLeftover(join(folder, "postgres", "data"));
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    throw explainFolderError(error, folder);
  }
  console.log(`Deleted ${folder}.`);
} catch (error) {
  console.error(describeError(error));
  process.exit(1);
}
await startDemo({ dev: false });
