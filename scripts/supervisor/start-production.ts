import { npmAncestors, watchProcesses } from "@/scripts/supervisor/ancestors";
import { build, isBuilt } from "@/scripts/supervisor/build";
import { keepRunning } from "@/scripts/supervisor/keep-running";
import { assertPortFree, portFrom } from "@/scripts/supervisor/ports";
import { prepareDatabase } from "@/scripts/supervisor/prepare-database";
import { productionRefusals } from "@/scripts/supervisor/production-refusals";
import { type Service, webService, workerService } from "@/scripts/supervisor/services";
import { Shutdown } from "@/scripts/supervisor/shutdown";
import { describeError, StartError } from "@/scripts/supervisor/start-error";
import { waitForHttp } from "@/scripts/supervisor/wait-for-http";

/**
 * Runs the portal and a worker with the PostgreSQL of DATABASE_URL. Refuses unsafe settings, with a sentence for each
 * reason.
 */
export async function startProduction(): Promise<void> {
  const shutdown = new Shutdown();
  try {
    const refusals = productionRefusals(process.env);
    if (refusals.length > 0) {
      throw new StartError(["Crossdock cannot start in production:", ...refusals].join("\n- "));
    }
    watchProcesses(npmAncestors(), () => void shutdown.run("npm was killed. Stopping …", 0));
    await run(shutdown);
  } catch (error) {
    await shutdown.run(describeError(error), 1);
  }
}

async function run(shutdown: Shutdown): Promise<void> {
  const { DATABASE_URL = "", CROSSDOCK_ORIGIN = "", CROSSDOCK_AUTH_SECRET = "" } = process.env;
  // Behind a proxy on the same machine, only the proxy needs to reach the portal. A container sets HOST=0.0.0.0.
  const host = process.env.HOST ?? "127.0.0.1";
  const port = portFrom(process.env.PORT, "PORT", 3000);
  await assertPortFree(port, { what: "the portal", variable: "PORT" });
  await prepareDatabase(DATABASE_URL);
  const distDir = process.env.NEXT_DIST_DIR ?? ".next";
  if (!isBuilt(distDir)) {
    console.log("Building the portal: the sources differ from the last build. This takes about a minute.");
    await build(distDir, { show: false });
  }
  if (shutdown.begun) return;

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    CROSSDOCK_MODE: "production",
    NEXTAUTH_URL: CROSSDOCK_ORIGIN,
    NEXTAUTH_SECRET: CROSSDOCK_AUTH_SECRET,
  };
  const keep = (service: Service) => {
    const onLine = (line: string) => console.log(`${service.name.padEnd(8)}| ${line}`);
    shutdown.add(keepRunning(service, env, { onLine, onStart: () => {} }).stop);
  };
  keep(workerService());
  keep(webService({ host, port, distDir, mode: "start" }));
  await waitForHttp(`http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/`, "The portal", 60_000);
  if (!shutdown.begun) console.log(`Portal ready at ${CROSSDOCK_ORIGIN} (listening on ${host}:${port}).`);
}
