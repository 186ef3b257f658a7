import type { Database } from "@/db/client";
import { mintScope, type Scope } from "@/db/scope";
import { createLog } from "@/lib/log";
import type { Actor, Ctx } from "@/lib/services/core/context";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { createSecretBox } from "@/lib/shopify/installations/secret-box";
import { SEEDED_AT } from "./seed";

/** A context for services on seeded data. Its clock is fixed at `SEEDED_AT`, and it cannot reach Shopify. */
export function seededCtx(
  db: Database,
  scope: Scope | string,
  actor: Actor = { kind: "user", id: "usr_x", label: "Somebody" },
): Ctx {
  return {
    db,
    scope: typeof scope === "string" ? mintScope(scope) : scope,
    clock: { now: async () => SEEDED_AT },
    log: createLog("test"),
    shopify: createShopifyGateway({ baseUrl: "http://127.0.0.1:9" }),
    secrets: createSecretBox(`k1:${Buffer.alloc(32).toString("base64")}`),
    actor,
  };
}
