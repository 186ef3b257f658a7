import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns axe's findings for the page in its current state, in light and in dark, one line per finding. */
export async function violations(subject: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await subject.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await hasColours(subject, colorScheme);
    await subject.evaluate(AXE);
    const results = await subject.evaluate(
      (): Promise<AxeResults> => Reflect.get(window, "axe").run(document, { resultTypes: ["violations"] }),
    );
    for (const { id, nodes } of results.violations) {
      for (const node of nodes) found.push(`${colorScheme}: ${id}: ${node.html} ${node.failureSummary}`);
    }
  }
  return found;
}

/** Waits until the page is drawn in a colour scheme and no colour transition is running. */
async function hasColours(subject: Page, colorScheme: "light" | "dark"): Promise<void> {
  await subject.waitForFunction((scheme) => {
    const probe = document.createElement("canvas").getContext("2d");
    if (!probe) return false;
    probe.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    probe.fillRect(0, 0, 1, 1);
    const [red = 0] = probe.getImageData(0, 0, 1, 1).data;
    const fading = document
      .getAnimations()
      .some((animation) => animation instanceof CSSTransition && animation.playState === "running");
    return (scheme === "light") === red > 127 && !fading;
  }, colorScheme);
  await subject.evaluate(
    () => new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))),
  );
}
