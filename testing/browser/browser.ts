import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { bundledChromium } from "@/testing/browser/bundled-chromium";

const INSTALLED = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The browser contacts no other machine and needs no graphics card. */
const ARGUMENTS = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-dev-shm-usage",
  "--no-first-run",
];

/**
 * Starts a browser: that of CHROMIUM_PATH, or an installed Chromium, or the Chromium from npm.
 *
 * @throws Error that lists the browsers that were tried
 */
export async function launchBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return launch(given);
  const failures: string[] = [];
  for (const path of INSTALLED.flatMap(onPath)) {
    try {
      return await launch(path);
    } catch (error) {
      // On some systems this is a stub that only tells the user to install another package.
      failures.push(`${path}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
    }
  }
  try {
    const bundled = await bundledChromium();
    return await launch(bundled.executablePath, bundled.env);
  } catch (error) {
    throw new Error(
      `No browser could be started. Set CHROMIUM_PATH to a Chromium. Also tried: ${failures.join("; ") || "none"}.`,
      { cause: error },
    );
  }
}

function launch(executablePath: string, env: Record<string, string> = {}): Promise<Browser> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  // Chromium's own sandbox does not work for root, and the pages that it opens are our own.
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
