import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { DemoUser } from "@/scripts/supervisor/demo-secrets";
import { type Scene, scenes } from "./scenes";

const PATIENCE_MS = 15_000;
const sizes = { 1440: 900, 390: 844 } as const;
const themes = ["light", "dark"] as const;

/**
 * Takes every scene at both widths and in both themes.
 *
 * @returns the scenes that could not be taken, each with its reason
 */
export async function takePictures(
  browser: Browser,
  portal: { origin: string; user: DemoUser },
  folder: string,
): Promise<string[]> {
  const failed: string[] = [];
  for (const [width, height] of Object.entries(sizes)) {
    for (const theme of themes) {
      const into = join(folder, `${width}-${theme}`);
      mkdirSync(into, { recursive: true });
      const outside = await newPage(browser, { width: Number(width), height, theme });
      const inside = await newPage(browser, { width: Number(width), height, theme });
      await signIn(inside, portal);
      for (const scene of scenes) {
        if (scene.wide && Number(width) < 1000) continue;
        const page = scene.outside ? outside : inside;
        try {
          if (scene.path) await page.goto(`${portal.origin}${scene.path}`);
          await scene.prepare?.(page, portal.origin);
          await stillness(page, scene);
          await page.screenshot({ path: join(into, `${scene.name}.png`) });
        } catch (error) {
          const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
          failed.push(`${scene.name} at ${width}, ${theme}: ${reason}`);
        }
        await page.keyboard.press("Escape");
        await page.unrouteAll({ behavior: "ignoreErrors" });
      }
      await Promise.all([outside.context().close(), inside.context().close()]);
      console.log(`${width} px, ${theme}: done`);
    }
  }
  return failed;
}

async function newPage(
  browser: Browser,
  { width, height, theme }: { width: number; height: number; theme: "light" | "dark" },
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context.newPage();
}

async function signIn(page: Page, { origin, user }: { origin: string; user: DemoUser }): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("E-mail", { exact: true }).fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/orders/);
}

/** What was on its way has arrived, fonts are there, and two frames have been drawn. */
async function stillness(page: Page, { loading }: Scene): Promise<void> {
  if (!loading) await page.getByText("Loading…").waitFor({ state: "detached" });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
