import { answerInstall } from "@/lib/services/installations/answer-install";
import { beginGrant } from "@/lib/services/installations/begin-grant";
import { beginInstall } from "@/lib/services/installations/begin-install";
import { finishGrant } from "@/lib/services/stores/finish-grant";
import { verifyGrant, verifyInstall } from "@/lib/shopify/installations/verify-grant";
import { domainOf } from "@/sandbox/state/shop-names";
import { callSandbox, controlOf, type Reply } from "../in-process-sandbox";
import { APP, CLIENT_ID, DESTINATION, ORIGIN } from "../sim-world";
import { inWeb } from "./in-web";
import type { MerchantRun } from "./merchant-run";

/** The secret of the merchants' browser. */
const BROWSER = "b".repeat(43);

const SHOPIFY = { origin: ORIGIN, shopifyBaseUrl: "http://sandbox.invalid" };

/** The browser got no answer, because the portal died. */
const NO_ANSWER = "no answer";

/**
 * Installs the app from Shopify's side, as a merchant's browser does. Returns "done", or what the browser was told. A
 * browser that gets no answer reloads the page once: its one-time state may be used by then.
 */
export async function installFromShopify(run: MerchantRun, shop: string): Promise<string> {
  const { tools, sandbox } = run;
  const appUrl = `${ORIGIN}/api/shopify/${APP}/install`;
  const link = { clientId: CLIENT_ID, appUrl };
  const opened = await controlOf(sandbox).post<{ url: string }>(`/shops/${shop}/install-link`, link);
  const begun = await asked(run, "install", () =>
    beginInstall(tools, {
      ...{ ...SHOPIFY, appHandle: APP, browserSecret: BROWSER, verify: verifyInstall },
      query: new URL(opened.url).searchParams,
    }),
  );
  if (begun.kind !== "begun") return begun.kind;
  return agreed(run, shop, begun.url, async (query) => {
    const input = { appHandle: APP, query, browserSecret: BROWSER, verify: verifyGrant };
    const answer = await asked(run, "answer", () => answerInstall(tools, input));
    if (answer.kind === "refused") return answer.why;
    return answer.kind === "installed" ? "done" : answer.kind;
  });
}

/** Connects a shop again from the portal, as a user does who is told that its access is missing something. */
export async function grantAccess(run: MerchantRun, shop: string): Promise<string> {
  const { world, sandbox } = run;
  const ctx = world.ctx();
  const found = sandbox.store.get("shop", shop);
  const isDestination = shop === DESTINATION;
  const begun = await asked(run, "grant", () =>
    beginGrant(ctx, {
      ...{ ...SHOPIFY, appHandle: APP, shopDomain: found ? domainOf(found) : shop, oldOrders: true },
      merchantId: isDestination ? world.merchantId : null,
      roles: isDestination ? ["destination"] : ["source"],
    }),
  );
  if (begun.kind !== "begun") return begun.kind;
  return agreed(run, shop, begun.url, async (query) => {
    const input = { appHandle: APP, query, origin: ORIGIN, verify: verifyGrant };
    const answer = await asked(run, "granted", () => finishGrant(ctx, input));
    if (answer.kind === "refused") return answer.why;
    return answer.kind === "connected" ? "done" : answer.kind;
  });
}

/** Asks the portal for a page. The answer's kind is "no answer" if the portal died. */
async function asked<Answer extends { kind: string }>(
  { scheduler, running }: MerchantRun,
  page: string,
  work: () => Promise<Answer>,
): Promise<Answer | { kind: typeof NO_ANSWER }> {
  let answer: Answer | null = null;
  await inWeb(scheduler, running.web, page, async () => {
    answer = await work();
  });
  return answer ?? { kind: NO_ANSWER };
}

/**
 * Agrees on Shopify's consent page, and brings the signed answer to the portal. A grant with fewer access scopes than
 * were asked for counts as failed, because the user is told so and grants again.
 */
async function agreed(
  run: MerchantRun,
  shop: string,
  url: string,
  bring: (query: URLSearchParams) => Promise<string>,
): Promise<string> {
  const { sandbox } = run;
  const fewer = () => sandbox.faults.hits()["oauth-fewer-scopes"];
  const before = fewer();
  const query = await consent(run, shop, url);
  if (query === null) return "Shopify did not answer";
  const answer = await bring(query);
  const last = answer === NO_ANSWER ? await bring(query) : answer;
  return last === "done" && fewer() > before ? "fewer access scopes" : last;
}

async function consent(
  { sandbox, scheduler, onConsent }: MerchantRun,
  shop: string,
  url: string,
): Promise<URLSearchParams | null> {
  const { pathname, search } = new URL(url);
  let reply: Reply | null = null;
  onConsent(shop);
  // Not awaited, because a merchant who takes long would block this actor's turn.
  void callSandbox(sandbox, {
    ...{ method: "POST", path: `${pathname}${search}`, body: "decision=install" },
    headers: { "content-type": "application/x-www-form-urlencoded" },
  }).then((given) => {
    reply = given;
  });
  await scheduler.until("consent", () => reply !== null);
  const given = reply as unknown as Reply;
  return "broken" in given ? null : new URL(given.headers.Location ?? ORIGIN).searchParams;
}
