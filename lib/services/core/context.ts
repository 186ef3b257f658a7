import type { Database } from "@/db/client";
import type { Scope } from "@/db/scope";
import type { Log } from "@/lib/log";
import type { ShopifyGateway } from "@/lib/shopify/client/gateway";
import type { SecretBox } from "@/lib/shopify/installations/secret-box";

/** Who or what acts. Every verb that changes something writes it down. */
export type Actor =
  | { kind: "user"; id: string; label: string }
  /** A delivery, by its id and topic. */
  | { kind: "webhook"; id: string; label: string }
  | { kind: "job"; label: string }
  | { kind: "system"; label: string };

/** Our clock: in production the database's, so that every process agrees about leases. */
export type Clock = { now(): Promise<Date> };

/** What verbs outside of any organization need: sign-in, intake, sweepers. */
export type SystemCtx = {
  db: Database;
  clock: Clock;
  log: Log;
  shopify: ShopifyGateway;
  secrets: SecretBox;
};

/** What every tenant verb receives: the tools, the tenant, and who acts. */
export type Ctx = SystemCtx & { scope: Scope; actor: Actor };
