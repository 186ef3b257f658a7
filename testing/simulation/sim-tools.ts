import type { SystemCtx } from "@/lib/services/core/context";
import { createTokenSource } from "@/lib/services/installations/tokens/renew-token";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { createSecretBox } from "@/lib/shopify/installations/secret-box";
import type { World as Sandbox } from "@/sandbox/world/world";
import type { ArrivingCall } from "./chaos/fault-kinds";
import type { GatedDatabase } from "./gated-database";
import type { Random } from "./random";
import type { Process, Scheduler } from "./scheduler";
import { becomeRuntime } from "./simulated-web";
import { virtualTransport, type Write } from "./virtual-transport";

const silent = { info() {}, warn() {}, error() {} };

/** Creates the context for services, as the composition root does, but with virtual time. */
export function makeTools(around: {
  db: GatedDatabase;
  scheduler: Scheduler;
  sandbox: Sandbox;
  network: Process;
  random: Random;
  isCalm: () => boolean;
  onViolation: (what: string) => void;
  onWrite: (write: Write) => void;
  onArrival: (shop: string, call: ArrivingCall) => void;
  onDelivery: () => void;
}): SystemCtx {
  const { db, scheduler, sandbox, network } = around;
  const plain = {
    db,
    clock: { now: async () => new Date(scheduler.now) },
    log: silent,
    secrets: createSecretBox(`k1:${Buffer.alloc(32, 7).toString("base64")}`),
  };
  const tools: SystemCtx = {
    ...plain,
    shopify: createShopifyGateway({
      baseUrl: "http://sandbox.invalid",
      // Waiting takes no virtual time, so a call that has to wait for another's renewal fails at once.
      tokens: createTokenSource(plain, { waits: false }),
      transport: virtualTransport(sandbox, scheduler, network, around),
    }),
  };
  becomeRuntime(tools, around.onDelivery);
  return tools;
}
