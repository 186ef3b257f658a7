import type { Browser, Page } from "playwright-core";
import type { DemoUser } from "@/scripts/supervisor/demo-secrets";

const TIMEOUT_MS = 15_000;

/** Size and theme of a browser. */
type Look = { width: number; height: number; theme: "light" | "dark" };

const options = ({ width, height, theme }: Look) => ({
  viewport: { width, height },
  colorScheme: theme,
  reducedMotion: "reduce" as const,
  locale: "en-GB",
  timezoneId: "Europe/Berlin",
});

/** Opens a page in a new browser context, signed out. */
export async function newPage(browser: Browser, look: Look): Promise<Page> {
  const context = await browser.newContext(options(look));
  context.setDefaultTimeout(TIMEOUT_MS);
  return context.newPage();
}

/** A page of the same user with JavaScript off, so that streamed content does not replace the loading state. */
export async function withoutScripts(browser: Browser, page: Page, look: Look): Promise<Page> {
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ ...options(look), storageState, javaScriptEnabled: false });
  return context.newPage();
}

/** Signs in through the form. */
export async function signIn(
  page: Page,
  { origin, user }: { origin: string; user: DemoUser },
): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("E-mail", { exact: true }).fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Waits until streamed content and fonts have loaded and two frames have been drawn. */
export async function settled(page: Page): Promise<void> {
  await page.getByText("Loading…").first().waitFor({ state: "detached" });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
