import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { DemoUser } from "@/scripts/supervisor/demo-secrets";
import { scenes } from "./scenes";

const TIMEOUT_MS = 15_000;
const sizes = { 1440: 900, 1024: 768, 390: 844 } as const;
const themes = ["light", "dark"] as const;

/**
 * Takes every scene at each width and in both themes.
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
      const scriptless = await withoutScripts(browser, inside, { width: Number(width), height, theme });
      for (const scene of scenes) {
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

type Look = { width: number; height: number; theme: "light" | "dark" };

const options = ({ width, height, theme }: Look) => ({
  viewport: { width, height },
  colorScheme: theme,
  reducedMotion: "reduce" as const,
  locale: "en-GB",
  timezoneId: "Europe/Berlin",
});

async function newPage(browser: Browser, look: Look): Promise<Page> {
  const context = await browser.newContext(options(look));
  context.setDefaultTimeout(TIMEOUT_MS);
  return context.newPage();
}

/** A page of the same user with JavaScript off, so that streamed content does not replace the loading state. */
async function withoutScripts(browser: Browser, page: Page, look: Look): Promise<Page> {
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ ...options(look), storageState, javaScriptEnabled: false });
  return context.newPage();
}

async function signIn(page: Page, { origin, user }: { origin: string; user: DemoUser }): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("E-mail", { exact: true }).fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/orders/);
}

/** Waits until streamed content and fonts have loaded and two frames have been drawn. */
async function settled(page: Page): Promise<void> {
  await page.getByText("Loading…").first().waitFor({ state: "detached" });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
