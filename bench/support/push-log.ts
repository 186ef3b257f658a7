import type { SandboxControl } from "@/testing/sandbox/sandbox-control";

type LoggedCall = {
  time: string;
  roots: string[];
  outcome: string;
  actualCost: number | null;
  throttled: boolean;
};

/** What a shop was asked, as the sandbox wrote it down. */
export function loggedCalls(sandbox: SandboxControl, shop: string): Promise<LoggedCall[]> {
  return sandbox.get<LoggedCall[]>(`/log?shop=${shop}`);
}

export type SendFigures = { created: number; seconds: number; points: number; throttled: number };

/** The time from a shop's first order to its last, and the points that all its calls cost since `since`. */
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
