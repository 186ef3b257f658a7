import type { Database } from "@/db/client";
import type { Scope } from "@/db/scope";
import type { Log } from "@/lib/log";
import type { ShopifyGateway } from "@/lib/shopify/client/gateway";
import type { SecretBox } from "@/lib/shopify/installations/secret-box";

/** The user, webhook or job that acts. Every service that changes something writes the actor to the audit. */
export type Actor =
  | { kind: "user"; id: string; label: string }
  /** A webhook delivery: its id, and its topic as label. */
  | { kind: "webhook"; id: string; label: string }
  | { kind: "job"; label: string }
  | { kind: "system"; label: string };

/** The application's clock. In production this is the database's clock, so that all processes agree about leases. */
export type Clock = { now(): Promise<Date> };

/** The dependencies of services outside of any organization: sign-in, intake, sweepers. */
export type SystemCtx = {
  db: Database;
  clock: Clock;
  log: Log;
  shopify: ShopifyGateway;
  secrets: SecretBox;
};

/** The context of every tenant service: the dependencies, the tenant's scope, and the actor. */
export type Ctx = SystemCtx & { scope: Scope; actor: Actor };
