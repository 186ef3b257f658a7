import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { DemoUser } from "@/scripts/supervisor/demo-secrets";
import { newPage, settled, signIn, withoutScripts } from "./portal-page";
import { scenes } from "./scenes";

const sizes = { 1440: 900, 1024: 768, 390: 844 } as const;
const themes = ["light", "dark"] as const;

/**
 * Takes scenes at each width and in both themes.
 *
 * @param only the names of the scenes; null for all
 * @returns the scenes that could not be taken, each with its reason
 */
export async function takePictures(
  browser: Browser,
  portal: { origin: string; user: DemoUser },
  folder: string,
  only: readonly string[] | null,
): Promise<string[]> {
  const wanted = scenes.filter(({ name }) => only === null || only.includes(name));
  const failed: string[] = [];
  for (const [width, height] of Object.entries(sizes)) {
    for (const theme of themes) {
      const into = join(folder, `${width}-${theme}`);
      mkdirSync(into, { recursive: true });
      const outside = await newPage(browser, { width: Number(width), height, theme });
      const inside = await newPage(browser, { width: Number(width), height, theme });
      await signIn(inside, portal);
      await inside.waitForURL(/\/orders/);
      const scriptless = await withoutScripts(browser, inside, { width: Number(width), height, theme });
      for (const scene of wanted) {
        if (scene.wide && Number(width) < 1000) continue;
        const page = scene.loading ? scriptless : scene.outside ? outside : inside;
        try {
          if (scene.path) await page.goto(`${portal.origin}${scene.path}`);
          await scene.prepare?.(page, portal.origin);
          if (!scene.loading) await settled(page);
          await page.screenshot({ path: join(into, `${scene.name}.png`) });
        } catch (error) {
          const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
          failed.push(`${scene.name} at ${width}, ${theme}: ${reason}`);
        }
        await page.keyboard.press("Escape");
      }
      await Promise.all([outside, inside, scriptless].map((page) => page.context().close()));
      console.log(`${width} px, ${theme}: done`);
    }
  }
  return failed;
}
