import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds in the page as it is now, in light and in dark, one line a finding. */
export async function violations(subject: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await subject.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // The colours of the other scheme stay until the next frame was drawn.
    await subject.evaluate(
      () => new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))),
    );
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
