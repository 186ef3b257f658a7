import { spawn } from "node:child_process";
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { freePort } from "@/db/embedded/free-port";
import { emptyAgencyApp } from "@/scripts/demo/empty-agency";
import { type DemoUser, demoSecrets } from "@/scripts/supervisor/demo-secrets";
import { projectRoot } from "@/scripts/supervisor/project-root";
import { launchBrowser } from "@/testing/browser/browser";
import { tempFolder } from "@/testing/folders/temp-folder";
import { connectingPictures, pictureConnecting } from "./screenshots/connecting";
import { takePictures } from "./screenshots/take-pictures";

const FOLDER = join(projectRoot, "screenshots");

/** The screenshots that the README and docs/connect.md show, with their file names in `docs/pictures/`. */
const inDocs: Record<string, string> = {
  "1440-light/orders-of-a-merchant.png": "orders.png",
  "1440-dark/order-partly.png": "order.png",
  "1440-light/push-dialog.png": "push.png",
  "390-light/orders-attention.png": "phone.png",
  ...Object.fromEntries(connectingPictures.map((name) => [`${name}.png`, `${name}.png`])),
};

/**
 * `npm run screenshots`, or with `-- --only stores,people` some scenes: starts a new demo in a temporary folder, saves screenshots of its pages and states in `screenshots/`, and copies
 * those that the documentation shows to `docs/pictures/` when all are taken. Fails if a scene cannot be taken.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const only = values.only?.split(",") ?? null;
  const home = tempFolder();
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const demo = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    cwd: projectRoot,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      CROSSDOCK_HOME: home.path,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
    },
  });
  const ended = new Promise<void>((resolve) => demo.on("close", () => resolve()));
  try {
    const data = await dataFolder(demo.stdout);
    const [user, newcomer] = ownersOf(join(data, "demo-users.json"));
    const browser = await launchBrowser();
    try {
      rmSync(FOLDER, { recursive: true, force: true });
      const origin = `http://127.0.0.1:${port}`;
      const failed = await takePictures(browser, { origin, user }, FOLDER, only);
      for (const scene of failed) console.error(`Not taken: ${scene}`);
      if (failed.length > 0) return 1;
      if (only) return 0;
      const { clientSecret } = demoSecrets(data);
      await pictureConnecting(browser, { origin, user: newcomer, app: emptyAgencyApp(clientSecret) }, FOLDER);
    } finally {
      await browser.close();
    }
    for (const [from, to] of Object.entries(inDocs)) {
      copyFileSync(join(FOLDER, from), join(projectRoot, "docs", "pictures", to));
    }
    console.log(`The screenshots are in ${FOLDER}; those of the documentation are in docs/pictures.`);
    return 0;
  } finally {
    demo.kill("SIGINT");
    await ended;
    home.remove();
  }
}

/** Prints the demo's output, and returns the folder of its data once the sample data is complete. */
async function dataFolder(output: NodeJS.ReadableStream): Promise<string> {
  let folder = "";
  for await (const line of createInterface({ input: output })) {
    if (/^(demo|Building)/.test(line)) console.log(line);
    folder = /^ {2}Data in (.*)\. Ctrl-C/.exec(line)?.[1] ?? folder;
    if (!line.startsWith("  Try this")) continue;
    output.resume();
    return folder;
  }
  throw new Error("The demo ended before it was ready.");
}

/** The owner of the agency with the sample data, and the owner of the empty organization. */
function ownersOf(file: string): [DemoUser, DemoUser] {
  const users: DemoUser[] = JSON.parse(readFileSync(file, "utf8"));
  const [first, second] = users.filter(({ role }) => role === "owner");
  if (!first || !second) throw new Error(`${file} does not contain two owners.`);
  return [first, second];
}

process.exitCode = await main();
