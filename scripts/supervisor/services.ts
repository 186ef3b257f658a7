import { join } from "node:path";
import { projectRoot } from "@/scripts/supervisor/project-root";

/** A process of the product: the arguments for Node, and the environment variables that only this process needs. */
export type Service = { name: string; args: string[]; env: Record<string, string> };

/** The portal: Next.js on a host and port, with the build in `distDir`. */
export function webService(options: {
  host: string;
  port: number;
  distDir: string;
  mode: "start" | "dev";
}): Service {
  const next = join(projectRoot, "node_modules", "next", "dist", "bin", "next");
  return {
    name: "web",
    args: [next, options.mode, "-H", options.host, "-p", String(options.port)],
    env: { NEXT_DIST_DIR: options.distDir, NEXT_TELEMETRY_DISABLED: "1", PORT: String(options.port) },
  };
}

/** The worker, which runs jobs. */
export function workerService(): Service {
  return { name: "worker", args: ["--import", "tsx", "inngest/worker.ts"], env: {} };
}

/** The sandbox, which stands in for Shopify. It keeps its state in `dataDir`. */
export function sandboxService(options: { port: number; dataDir: string }): Service {
  return {
    name: "sandbox",
    args: ["--import", "tsx", "sandbox/main.ts"],
    env: { SANDBOX_PORT: String(options.port), SANDBOX_DATA: options.dataDir },
  };
}
