import type { SystemCtx } from "@/lib/services/core/context";
import { answerInstall } from "@/lib/services/installations/answer-install";
import { beginInstall } from "@/lib/services/installations/begin-install";
import { verifyGrant, verifyInstall } from "@/lib/shopify/installations/verify-grant";
import { domainOf } from "@/sandbox/state/shop-names";
import type { World as Sandbox } from "@/sandbox/world/world";
import { callSandbox, controlOf } from "./in-process-sandbox";
import type { Random } from "./random";
import type { Scheduler } from "./scheduler";
import { APP, CLIENT_ID, DESTINATION, ORIGIN, SCOPES, SOURCES } from "./sim-world";
import { type Gap, subscribedTopics } from "./store-troubles";
import type { Processes } from "./supervision";

const SECOND = 1_000;

/** The secret of the merchants' browser. */
const BROWSER = "b".repeat(43);

/** Attempts of an install whose calls fail, before the run counts as broken: longer than any shop is dead. */
const TRIES = 150;

/**
 * In most runs merchants rename shops, change the app's access scopes, and remove the app and install it again from
 * Shopify's side. Returns whether they are finished.
 */
export function spawnMerchants(run: {
  sandbox: Sandbox;
  scheduler: Scheduler;
  running: Processes;
  tools: SystemCtx;
  random: Random;
  gaps: Gap[];
}): () => boolean {
  const { sandbox, scheduler, running, tools, random, gaps } = run;
  const control = controlOf(sandbox);
  const acts = random.chance(0.3) ? random.between(1, 3) : 0;
  let done = acts === 0;
  if (done) return () => true;
  const act = async (number: number): Promise<string> => {
    const shop = random.pick([DESTINATION, ...SOURCES]);
    const kind = random.weighted({ rename: 4, reinstall: 4, scopes: 3 });
    if (kind === "rename") {
      const domain = `${shop.replace(".myshopify.com", "")}-${number}.myshopify.com`;
      await control.post(`/shops/${shop}/rename`, { domain });
      return `${shop} is now ${domain}`;
    }
    if (kind === "scopes") {
      await control.post(`/shops/${shop}/scopes`, {
        clientId: CLIENT_ID,
        scopes: [...SCOPES, "read_returns"],
      });
      return `${shop} grants other access scopes`;
    }
    const topics = subscribedTopics(sandbox, shop);
    const gap: Gap = { shop, topics, from: scheduler.now, until: Number.POSITIVE_INFINITY };
    gaps.push(gap);
    await control.post(`/shops/${shop}/uninstall`, { clientId: CLIENT_ID });
    scheduler.note("merchant", `${shop} removes the app`);
    await scheduler.sleep("merchant: without the app", random.between(1, 90) * SECOND);
    for (let tries = 1; !(await install(tools, sandbox, shop)); tries += 1) {
      if (tries > TRIES) throw new Error(`The app was not installed on ${shop} again.`);
      await scheduler.sleep("merchant: again", 20 * SECOND);
    }
    // The sweeper has the shop checked, perhaps only after an emergency stop.
    scheduler.spawn(running.people, "watch", async () => {
      while (subscribedTopics(sandbox, shop).length < topics.length)
        await scheduler.sleep("watch", 10 * SECOND);
      gap.until = scheduler.now;
    });
    return `${shop} has the app again`;
  };
  scheduler.spawn(running.people, "merchant", async () => {
    for (let number = 1; number <= acts; number += 1) {
      await scheduler.sleep("merchant", random.between(10, 150) * SECOND);
      scheduler.note("merchant", await act(number));
    }
    done = true;
  });
  return () => done;
}

/** Installs the app from Shopify's side, as a merchant's browser does. Returns whether it worked. */
async function install(tools: SystemCtx, sandbox: Sandbox, shop: string): Promise<boolean> {
  const appUrl = `${ORIGIN}/api/shopify/${APP}/install`;
  const link = { clientId: CLIENT_ID, appUrl };
  const opened = await controlOf(sandbox).post<{ url: string }>(`/shops/${shop}/install-link`, link);
  const begun = await beginInstall(tools, {
    ...{ appHandle: APP, query: new URL(opened.url).searchParams, browserSecret: BROWSER, origin: ORIGIN },
    ...{ shopifyBaseUrl: "http://sandbox.invalid", verify: verifyInstall },
  });
  if (begun.kind !== "begun") throw new Error(`The install of ${shop} was refused: ${begun.kind}.`);
  const { pathname, search } = new URL(begun.url);
  const consent = await callSandbox(sandbox, {
    ...{ method: "POST", path: `${pathname}${search}`, body: "decision=install" },
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  if ("broken" in consent) return false;
  const query = new URL(consent.headers.Location ?? ORIGIN).searchParams;
  const answer = await answerInstall(tools, {
    ...{ appHandle: APP, query, browserSecret: BROWSER, verify: verifyGrant },
  });
  return answer.kind === "installed";
}

/** Webhooks that the product stored, by the domain that they name. */
export type StrayRow = { domain: string; state: string; reason: string | null };

/**
 * Checks that no webhook of a shop was left as one of an unknown shop, and that each shop has the domain under which it
 * sent its last webhook.
 */
export function judgeShops(
  sandbox: Sandbox,
  rows: { strays: readonly StrayRow[]; domains: ReadonlySet<string> },
): string[] {
  const lost = rows.strays
    .filter(({ domain }) => sandbox.store.shopNamed(domain))
    .map(({ domain, state, reason }) => `law 3: a webhook of ${domain} is ${state}: ${reason}`);
  const delivered = new Set(
    sandbox.store
      .all("delivery")
      .filter(({ webhookId }) => sandbox.store.get("deliveryState", webhookId)?.status === "delivered")
      .map(({ shop }) => shop),
  );
  const renamed = sandbox.store
    .all("shop")
    .filter((shop) => delivered.has(domainOf(shop)) && !rows.domains.has(domainOf(shop)))
    .map((shop) => `the product does not know that ${shop.domain} is ${domainOf(shop)} now`);
  return [...lost, ...renamed];
}
