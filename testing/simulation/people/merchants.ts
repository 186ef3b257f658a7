import { controlOf } from "../in-process-sandbox";
import { CLIENT_ID, DESTINATION, SCOPES, SOURCES } from "../sim-world";
import { grantAccess, installFromShopify } from "./grants";
import type { MerchantRun } from "./merchant-run";
import { type Gap, subscribedTopics } from "./store-troubles";

const SECOND = 1_000;

/** Attempts of an install that fails, before the run counts as broken. */
const TRIES = 50;

/** The share of runs in which merchants act. */
const SHARE = 0.5;

/**
 * In some runs merchants rename shops, change the app's access scopes, remove the app and install it again from
 * Shopify's side, and users connect shops again. The portal may die at each step of an install; then the browser begins
 * again, as its user would. Returns whether they are finished.
 */
export function spawnMerchants(run: MerchantRun): () => boolean {
  const { scheduler, running, random } = run;
  if (!run.turn("merchants", SHARE)) return () => true;
  const acts = random.between(2, 4);
  let done = false;
  scheduler.spawn(running.people, "merchant", async () => {
    for (let number = 1; number <= acts; number += 1) {
      await scheduler.sleep("merchant", random.between(10, 100) * SECOND);
      scheduler.note("merchant", await act(run, number));
    }
    done = true;
  });
  return () => done;
}

async function act(run: MerchantRun, number: number): Promise<string> {
  const { sandbox, random } = run;
  const control = controlOf(sandbox);
  // Each of these runs has a grant and an install.
  const kind =
    (["grant", "reinstall"] as const)[number - 1] ?? random.weighted({ rename: 2, scopes: 1, grant: 1 });
  // An install on a dead shop would only wait for it, and orders of a destination without the app are not read.
  const seldom = kind === "reinstall" && random.chance(0.7) ? DESTINATION : null;
  const shops = [DESTINATION, ...SOURCES].filter((one) => one !== run.death?.shop && one !== seldom);
  const shop = random.pick(shops);
  switch (kind) {
    case "rename": {
      const domain = `${shop.replace(".myshopify.com", "")}-${number}.myshopify.com`;
      await control.post(`/shops/${shop}/rename`, { domain });
      return `${shop} is now ${domain}`;
    }
    case "scopes":
      await control.post(`/shops/${shop}/scopes`, {
        clientId: CLIENT_ID,
        scopes: [...SCOPES, "read_returns"],
      });
      return `${shop} grants other access scopes`;
    case "grant":
      await untilItWorks(run, `${shop} is connected again`, () => grantAccess(run, shop));
      return `${shop} is connected again`;
    case "reinstall":
      return reinstall(run, shop);
  }
}

async function reinstall(run: MerchantRun, shop: string): Promise<string> {
  const { sandbox, scheduler, running, random, gaps } = run;
  const topics = subscribedTopics(sandbox, shop);
  const gap: Gap = { shop, topics, from: scheduler.now, until: Number.POSITIVE_INFINITY };
  gaps.push(gap);
  await controlOf(sandbox).post(`/shops/${shop}/uninstall`, { clientId: CLIENT_ID });
  scheduler.note("merchant", `${shop} removes the app`);
  await scheduler.sleep("merchant: without the app", random.between(1, 60) * SECOND);
  await untilItWorks(run, `${shop} installs the app`, () => installFromShopify(run, shop));
  // The sweeper has the shop checked, perhaps only after an emergency stop.
  scheduler.spawn(running.people, "watch", async () => {
    while (subscribedTopics(sandbox, shop).length < topics.length)
      await scheduler.sleep("watch", 10 * SECOND);
    gap.until = scheduler.now;
  });
  return `${shop} has the app again`;
}

/** Repeats what a browser does until it works. Each answer is a line of the trace. */
async function untilItWorks(
  { scheduler, random }: MerchantRun,
  what: string,
  attempt: () => Promise<string>,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const answer = await attempt();
    scheduler.note("merchant", `${what}: ${answer}`);
    if (answer === "done") return;
    if (tries > TRIES) throw new Error(`${what}: ${answer} after ${tries} attempts.`);
    await scheduler.sleep("merchant: again", random.between(3, 12) * SECOND);
  }
}
