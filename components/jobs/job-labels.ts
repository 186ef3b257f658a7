import type { Tone } from "@/components/ui/badge";
import { isJobFunctionId, jobFunctions } from "@/lib/domain/jobs/job-function";
import type { RunState } from "@/lib/domain/jobs/run";

/** What a function does. A function that this version does not know is shown by its id. */
export function functionLabel(id: string): string {
  const short = id.replace(/^crossdock-/, "");
  return isJobFunctionId(short) ? jobFunctions[short].label : short;
}

/** Each state of a run with its name and its badge. */
export const runStateLabels: Record<
  RunState,
  { label: string; badge: { tone: Tone; pip: "empty" | "half" | "full" | "cross" } }
> = {
  running: { label: "Running", badge: { tone: "blue", pip: "half" } },
  waiting: { label: "Waiting", badge: { tone: "amber", pip: "empty" } },
  failed: { label: "Failed", badge: { tone: "red", pip: "cross" } },
  cancelled: { label: "Cancelled", badge: { tone: "neutral", pip: "cross" } },
  completed: { label: "Completed", badge: { tone: "green", pip: "full" } },
};

/** A length of time: "320 ms", "4.2 s", "3 min", "2 h". */
export function spanLabel(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 2 * 86_400_000) return `${Math.round(ms / 3_600_000)} h`;
  return `${Math.round(ms / 86_400_000)} days`;
}

/** When something is due, from now: "now", "in 40 s". */
export function dueLabel(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime();
  return ms <= 0 ? "now" : `in ${spanLabel(ms)}`;
}

/** The shop or the organization that a run belongs to. */
export function subjectLabel(subject: string | null): string {
  if (subject === null) return "All shops";
  return subject.startsWith("shop:") ? subject.slice("shop:".length) : "Your orders";
}
