import type { SystemCtx } from "@/lib/services/core/context";
import type { World as Sandbox } from "@/sandbox/world/world";
import type { Death } from "../chaos/dead-shop";
import type { Random } from "../random";
import type { Scheduler } from "../scheduler";
import type { SimWorld } from "../sim-world";
import type { Processes } from "../supervision";
import type { Gap } from "./store-troubles";

/** What merchants, and users who connect shops, act on. */
export type MerchantRun = {
  world: SimWorld;
  sandbox: Sandbox;
  scheduler: Scheduler;
  running: Processes;
  tools: SystemCtx;
  random: Random;
  turn: (name: string, share: number) => boolean;
  gaps: Gap[];
  death: Death | null;
  /** Called when a merchant's browser is about to answer Shopify's consent page. */
  onConsent: (shop: string) => void;
};
