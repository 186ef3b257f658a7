import { openDatabase } from "@/db/client";
import { getEnv } from "@/lib/env";
import { createLog } from "@/lib/log";
import type { SystemCtx } from "@/lib/services/core/context";
import { createCallBudget } from "@/lib/services/installations/call-budget";
import { createTokenSource } from "@/lib/services/installations/tokens/renew-token";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { createSecretBox } from "@/lib/shopify/installations/secret-box";
import { databaseClock } from "./database-clock";

/** Builds the context that every verb receives, from the environment. Called once per process. */
export function createRuntime(name: "web" | "worker" | "script"): SystemCtx {
  const env = getEnv();
  const db = openDatabase(env.databaseUrl, { name: `crossdock-${name}`, max: name === "web" ? 16 : 12 });
  const tools = { db, clock: databaseClock(db), log: createLog(name) };
  const secrets = createSecretBox(env.encryptionKeys);
  const tokens = createTokenSource({ ...tools, secrets });
  return {
    ...tools,
    shopify: createShopifyGateway({
      baseUrl: env.shopifyBaseUrl,
      budget: createCallBudget(tools),
      tokens,
    }),
    secrets,
  };
}

const key = Symbol.for("crossdock.runtime");
const shared = globalThis as typeof globalThis & { [key]?: SystemCtx };

/**
 * The runtime of the web process. It is kept on `globalThis`, because Next evaluates a module several times.
 */
export function getRuntime(): SystemCtx {
  shared[key] ??= createRuntime("web");
  return shared[key];
}
