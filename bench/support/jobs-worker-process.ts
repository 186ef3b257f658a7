import { spawn } from "node:child_process";
import { once } from "node:events";
import { projectRoot } from "@/testing/folders/project-root";

/** Starts a worker process whose steps wait 20 ms. Resolves when it is ready for jobs. */
export async function startJobsWorker(databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const worker = spawn(process.execPath, ["--import", "tsx", "bench/support/jobs-worker.ts"], {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (worker.stdout) await once(worker.stdout, "data");
  return {
    stop: async () => {
      worker.kill("SIGTERM");
      if (worker.exitCode === null && worker.signalCode === null) await once(worker, "exit");
    },
  };
}
