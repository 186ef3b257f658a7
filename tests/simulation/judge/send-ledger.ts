import type { World as Sandbox } from "@/sandbox/world";
import type { Scheduler } from "../scheduler";
export type SendLedger = Record<string, never>;
export function sendLedger(_sandbox: Sandbox, _scheduler: Scheduler): SendLedger { return {}; }
