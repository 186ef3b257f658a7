import { join } from "node:path";
import { bootstrapDatabase } from "@/db/bootstrap";
import { crossdockFolders, makeFolder } from "@/db/embedded/folders";
import { connectGuide, guide } from "@/scripts/demo/guide";
import { npmAncestors, watchProcesses } from "@/scripts/supervisor/ancestors";
import { build, isBuilt } from "@/scripts/supervisor/build";
import { type DemoSecrets, type DemoUser, demoSecrets, demoUsers } from "@/scripts/supervisor/demo-secrets";
import { CAN_SIGN_IN, seedDemo } from "@/scripts/supervisor/demo-world";
import { keepCluster } from "@/scripts/supervisor/keep-cluster";
import { keepRunning } from "@/scripts/supervisor/keep-running";
import { type Lock, takeLock } from "@/scripts/supervisor/lock";
import { assertPortFree, portFrom } from "@/scripts/supervisor/ports";
import { prepareDatabase } from "@/scripts/supervisor/prepare-database";
import { projectRoot } from "@/scripts/supervisor/project-root";
import { type Service, sandboxService, webService, workerService } from "@/scripts/supervisor/services";
import { Shutdown } from "@/scripts/supervisor/shutdown";
import { describeError } from "@/scripts/supervisor/start-error";
import { waitForHttp } from "@/scripts/supervisor/wait-for-http";

const HOST = "127.0.0.1";
const READY_MS = 120_000;

type Plan = {
  dev: boolean;
  folder: string;
  binaries: string;
  port: number;
  sandboxPort: number;
  origin: string;
  sandboxUrl: string;
  distDir: string;
};

/** The folder of the demo's data, and the folder of the PostgreSQL programs. */
export function demoFolder(): { folder: string; binaries: string } {
  const { binaries, project } = crossdockFolders(projectRoot, process.env.CROSSDOCK_HOME);
  return { binaries, folder: join(project, "demo") };
}

function makePlan(dev: boolean): Plan {
  const port = portFrom(process.env.PORT, "PORT", 3000);
  const sandboxPort = portFrom(process.env.SANDBOX_PORT, "SANDBOX_PORT", 4010);
  return {
    dev,
    ...demoFolder(),
    port,
    sandboxPort,
    origin: process.env.CROSSDOCK_ORIGIN ?? `http://${HOST}:${port}`,
    sandboxUrl: `http://${HOST}:${sandboxPort}`,
    distDir: process.env.NEXT_DIST_DIR ?? (dev ? ".next-dev" : ".next"),
  };
}

/**
 * Runs the whole product on this machine: PostgreSQL, sandbox, portal, worker and sample data. Returns when everything
 * is ready; it then runs until it is stopped. If it cannot start, it prints the reason and exits.
 *
 * @param dev whether to use hot reload instead of a build
 */
export async function startDemo({ dev }: { dev: boolean }): Promise<void> {
  const shutdown = new Shutdown();
  try {
    const plan = makePlan(dev);
    makeFolder(plan.folder);
    const ancestors = npmAncestors();
    const lock = await takeLock(plan.folder, plan.origin, ancestors);
    shutdown.add(lock.release);
    watchProcesses(ancestors, () => void shutdown.run("npm was killed. Stopping …", 0));
    await run(plan, lock, shutdown);
  } catch (error) {
    await shutdown.run(describeError(error), 1);
  }
}

async function run(plan: Plan, lock: Lock, shutdown: Shutdown): Promise<void> {
  const patienceMs = lock.tookOver ? 20_000 : 0;
  await assertPortFree(plan.port, { what: "the portal", variable: "PORT", patienceMs });
  await assertPortFree(plan.sandboxPort, { what: "the sandbox", variable: "SANDBOX_PORT", patienceMs });

  const secrets = demoSecrets(plan.folder);
  const { file, users } = demoUsers(plan.folder);
  const env = environment(plan, secrets, file);
  const keep = (service: Service, more: Record<string, string>) => {
    const onLine = (line: string) => console.log(`${service.name.padEnd(8)}| ${line}`);
    const kept = keepRunning(service, { ...env, ...more }, { onLine, onStart: lock.addChild });
    shutdown.add(kept.stop);
  };

  const [databaseUrl] = await Promise.all([
    startDatabase(plan, secrets, lock, shutdown),
    makeBuild(plan),
    (async () => {
      keep(sandboxService({ port: plan.sandboxPort, dataDir: join(plan.folder, "sandbox") }), {});
      await waitForHttp(plan.sandboxUrl, "The sandbox", READY_MS);
    })(),
  ]);
  if (shutdown.begun) return;

  const mode = plan.dev ? "dev" : "start";
  keep(workerService(), { DATABASE_URL: databaseUrl });
  keep(webService({ host: HOST, port: plan.port, distDir: plan.distDir, mode }), {
    DATABASE_URL: databaseUrl,
  });
  await waitForHttp(`http://${HOST}:${plan.port}/`, "The portal", READY_MS);
  let welcomed = false;
  const seeded = await seedDemo(
    { ...env, DATABASE_URL: databaseUrl },
    {
      onLine: (line) => {
        if (line !== CAN_SIGN_IN) return console.log(`demo    | ${line}`);
        welcomed = true;
        printWelcome(plan, users);
      },
      onStart: (stop) => shutdown.add(stop),
    },
  );
  if (shutdown.begun) return;
  if (!welcomed) printWelcome(plan, users);
  if (!seeded) {
    console.error('The sample data is incomplete; see the error above. "npm run reset" creates it again.');
  }
  const numbered = (steps: string[]) => steps.map((step, index) => `    ${index + 1}. ${step}`);
  const connect = numbered(connectGuide(secrets.clientSecret));
  const empty = users.some(({ organizationId }) => organizationId !== undefined);
  console.log(["", "  Try this", ...numbered(guide(plan.sandboxUrl)), ""].join("\n"));
  if (empty) console.log(["  Connect stores", ...connect, ""].join("\n"));
}

/** Prints the URLs and the sample users, while sample orders are still arriving. */
function printWelcome(plan: Plan, users: readonly DemoUser[]): void {
  const people = users.map((user) => {
    const where = user.organizationId === undefined ? "" : "  an empty organization";
    return `    ${user.role.padEnd(9)} ${user.email.padEnd(24)} ${user.password}${where}`;
  });
  console.log(
    [
      "",
      `  Portal   ${plan.origin}`,
      `  Sandbox  ${plan.sandboxUrl}`,
      "",
      "  Sign in as",
      ...people,
      "",
      `  Data in ${plan.folder}. Ctrl-C stops everything.`,
      "",
    ].join("\n"),
  );
}

async function startDatabase(
  plan: Plan,
  secrets: DemoSecrets,
  lock: Lock,
  shutdown: Shutdown,
): Promise<string> {
  const given = process.env.DATABASE_URL;
  if (given) {
    await prepareDatabase(given);
    return given;
  }
  const cluster = await keepCluster(
    { dataDir: join(plan.folder, "postgres"), binariesDir: plan.binaries },
    { onLine: (line) => console.log(`database| ${line}`), onStart: lock.addChild },
  );
  shutdown.add(cluster.stop);
  const { superuserUrl } = cluster;
  const url = await bootstrapDatabase({
    superuserUrl,
    database: "crossdock",
    password: secrets.databasePassword,
  });
  await prepareDatabase(url);
  return url;
}

async function makeBuild(plan: Plan): Promise<void> {
  if (plan.dev || isBuilt(plan.distDir)) return;
  console.log("Building the portal: the sources differ from the last build. This takes about a minute.");
  await build(plan.distDir, { show: false });
}

function environment(plan: Plan, secrets: DemoSecrets, usersFile: string): NodeJS.ProcessEnv {
  const { INNGEST_DEV: _, NODE_ENV: __, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: plan.dev ? "development" : "production",
    CROSSDOCK_MODE: "demo",
    CROSSDOCK_ORIGIN: plan.origin,
    CROSSDOCK_AUTH_SECRET: secrets.authSecret,
    CROSSDOCK_ENCRYPTION_KEYS: secrets.encryptionKeys,
    CROSSDOCK_DEMO_CLIENT_SECRET: secrets.clientSecret,
    CROSSDOCK_DEMO_USERS: usersFile,
    NEXTAUTH_URL: plan.origin,
    NEXTAUTH_SECRET: secrets.authSecret,
    SHOPIFY_BASE_URL: plan.sandboxUrl,
  };
}
