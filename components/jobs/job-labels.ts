import type { Tone } from "@/components/ui/badge";
import { isJobFunctionId, jobFunctions } from "@/lib/domain/jobs/job-function";
import type { RunState } from "@/lib/domain/jobs/run";

/** What a function does. A function that this version does not know is shown by its id. */
export function functionName(id: string): string {
  const short = id.replace(/^crossdock-/, "");
  return isJobFunctionId(short) ? jobFunctions[short].label : short;
}

export const runStates: RunState[] = ["running", "waiting", "failed", "cancelled", "completed"];

export const stateNames: Record<RunState, string> = {
  running: "Running",
  waiting: "Waiting",
  failed: "Failed",
  cancelled: "Cancelled",
  completed: "Completed",
};

export const stateLooks: Record<RunState, { tone: Tone; pip: "empty" | "half" | "full" | "cross" }> = {
  running: { tone: "blue", pip: "half" },
  waiting: { tone: "amber", pip: "empty" },
  failed: { tone: "red", pip: "cross" },
  cancelled: { tone: "neutral", pip: "cross" },
  completed: { tone: "green", pip: "full" },
};

/** A span of time as people say it: "320 ms", "4.2 s", "3 min", "2 h". */
export function spokenSpan(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 2 * 86_400_000) return `${Math.round(ms / 3_600_000)} h`;
  return `${Math.round(ms / 86_400_000)} days`;
}

/** When something is due, from now: "now", "in 40 s". */
export function spokenDue(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime();
  return ms <= 0 ? "now" : `in ${spokenSpan(ms)}`;
}

/** Whom a run concerns, in words. */
export function subjectName(subject: string | null): string {
  if (subject === null) return "All shops";
  return subject.startsWith("shop:") ? subject.slice("shop:".length) : "Your orders";
}
