import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { bundledChromium } from "@/testing/browser/bundled-chromium";

const INSTALLED = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Nothing of a test run leaves the machine, and no graphics card is needed. */
const ARGUMENTS = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-dev-shm-usage",
  "--no-first-run",
];

/**
 * Starts a browser: the one of CHROMIUM_PATH, else an installed Chromium, else the one that npm brought along.
 *
 * @throws Error that names what was tried
 */
export async function launchBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return launch(given);
  const failures: string[] = [];
  for (const path of INSTALLED.flatMap(onPath)) {
    try {
      return await launch(path);
    } catch (error) {
      // Some systems install a stub that only asks for another package.
      failures.push(`${path}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
    }
  }
  try {
    const bundled = await bundledChromium();
    return await launch(bundled.executablePath, bundled.env);
  } catch (error) {
    throw new Error(
      `No browser could be started; set CHROMIUM_PATH to one. Tried before: ${failures.join("; ") || "none"}.`,
      { cause: error },
    );
  }
}

function launch(executablePath: string, env: Record<string, string> = {}): Promise<Browser> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  // Root cannot have Chromium's own sandbox; the pages are ours.
  return chromium.launch({
    executablePath,
    args: ARGUMENTS,
    chromiumSandbox: false,
    env: { ...Object.fromEntries(inherited), ...env },
  });
}

function onPath(name: string): string[] {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
