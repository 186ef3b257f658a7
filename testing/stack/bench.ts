import { encode } from "next-auth/jwt";
import type { Browser, BrowserContext, Page } from "playwright-core";
import postgres from "postgres";
import { cookieName } from "@/lib/auth/cookie-name";
import { hashPassword } from "@/lib/auth/password";
import { signIn } from "@/lib/auth/sign-in";
import type { Role } from "@/lib/domain/people/role";
import { createUser } from "@/lib/services/people/create-user";
import { launchBrowser } from "@/testing/browser/browser";
import { type Stack, startStack } from "@/testing/stack/stack";
import { createWorld, type TestTools, testTools, type World } from "@/testing/stack/world";

const PATIENCE_MS = 25_000;

/** How long, and how often, end-to-end tests poll for a result. */
export const patience = { timeout: 30_000, interval: 200 };

export type Person = { email: string; password: string };

/** A test bench for end-to-end tests: a stack, a world in its sandbox, and a browser. */
export type Bench = {
  stack: Stack;
  tools: TestTools;
  world: World;
  /** A superuser client, to read past row-level security and to end sessions. */
  sql: postgres.Sql;
  /** Creates a user who can sign in, limited to some merchants if these are given. */
  person(role: Role, organizationId?: string, merchantIds?: string[]): Promise<Person>;
  /** Opens a page in a new browser context, signed out. */
  newPage(): Promise<Page>;
  /** Opens the orders list in a new browser context with a new session. */
  signedIn(person: Person): Promise<Page>;
  stop(): Promise<void>;
};

/**
 * Starts a bench.
 *
 * @param options.subscribed whether the shops send webhooks to the portal
 * @param options.ownCluster whether to start a PostgreSQL, for callers outside of a test suite
 */
export async function startBench({
  subscribed,
  ownCluster = false,
}: {
  subscribed: boolean;
  ownCluster?: boolean;
}): Promise<Bench> {
  const [stack, browser] = await Promise.all([startStack({ ownCluster }), launchBrowser()]);
  const sql = postgres(stack.database.superuserUrl, { max: 2, onnotice: () => {} });
  const tools = testTools({
    url: stack.database.url,
    sandboxUrl: stack.sandboxUrl,
    keys: stack.env.CROSSDOCK_ENCRYPTION_KEYS,
  });
  const stop = async () => {
    await browser.close();
    await Promise.all([sql.end({ timeout: 1 }), tools.db.sql.end({ timeout: 1 })]);
    await stack.stop();
  };
  try {
    const world = await createWorld(tools, stack.sandbox, {
      ratioA: 2,
      ...(subscribed && { origin: stack.origin }),
    });
    let people = 0;
    const person = async (
      role: Role,
      organizationId = world.organizationId,
      merchantIds: string[] | null = null,
    ): Promise<Person> => {
      people += 1;
      const email = `${role}-${people}@agency.example`;
      const password = `a long password ${people}`;
      const passwordHash = await hashPassword(password);
      await createUser(tools, {
        organizationId,
        email,
        name: `Test ${role}`,
        passwordHash,
        role,
        merchantIds,
      });
      return { email, password };
    };
    const newPage = async () => (await newContext(browser)).newPage();
    const signedIn = async (who: Person) => {
      const page = await newPage();
      await page.context().addCookies([await sessionCookie(stack, tools, who)]);
      await page.goto(`${stack.origin}/orders`);
      return page;
    };
    return { stack, tools, world, sql, person, newPage, signedIn, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Signs in as the form does, without its page, and returns the cookie. */
async function sessionCookie({ origin, env }: Stack, tools: TestTools, { email, password }: Person) {
  const secret = env.CROSSDOCK_AUTH_SECRET ?? "";
  const attempt = { email, password, address: "127.0.0.1", device: "Chrome on Linux" };
  const result = await signIn(tools, secret, attempt);
  if (result.kind !== "signed_in") throw new Error(`${email} cannot sign in: ${result.kind}.`);
  const value = await encode({ secret, token: { sid: result.sessionId } });
  return { name: cookieName(origin), value, url: origin, httpOnly: true, sameSite: "Lax" as const };
}

/** Fills in the sign-in form and submits it. */
export async function fillSignIn(page: Page, who: Person): Promise<void> {
  await page.getByLabel("E-mail", { exact: true }).fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Waits until the page shows a text. A failure tells what the page shows instead. */
export async function sees(page: Page, text: string | RegExp): Promise<void> {
  try {
    await page.getByText(text, { exact: true }).first().waitFor();
  } catch (cause) {
    const shown = await page.locator("body").innerText();
    throw new Error(`The page ${page.url()} does not show ${text}. It shows:\n${shown}`, { cause });
  }
}

/** The link of a tab of the orders list, by its name and count. */
export function tab(page: Page, name: string, count: number) {
  return page
    .getByRole("navigation", { name: "Push status" })
    .getByRole("link", { name: new RegExp(`^${name} ?${count}$`) });
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}
