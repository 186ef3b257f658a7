import type { SandboxControl } from "@/testing/sandbox/sandbox-control";

type LoggedCall = {
  time: string;
  roots: string[];
  outcome: string;
  actualCost: number | null;
  throttled: boolean;
};

/** The calls to a shop from the sandbox's log. */
export function loggedCalls(sandbox: SandboxControl, shop: string): Promise<LoggedCall[]> {
  return sandbox.get<LoggedCall[]>(`/log?shop=${shop}`);
}

export type SendFigures = { created: number; seconds: number; points: number; throttled: number };

/** Sums up a shop's calls since `since`: seconds from its first to its last created order, and points of all calls. */
export function sendFigures(calls: readonly LoggedCall[], since: Date): SendFigures {
  const counted = calls.filter((call) => new Date(call.time) >= since);
  const creates = counted.filter((call) => call.roots.includes("orderCreate") && call.outcome === "ok");
  const times = creates.map((call) => new Date(call.time).getTime());
  return {
    created: creates.length,
    seconds: (Math.max(...times) - Math.min(...times)) / 1_000,
    points: counted.reduce((sum, call) => sum + (call.actualCost ?? 0), 0),
    throttled: counted.filter((call) => call.throttled).length,
  };
}
