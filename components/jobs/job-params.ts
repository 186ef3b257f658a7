import { type RunFilter, type RunState, runStates } from "@/lib/domain/jobs/run";

type Raw = Record<string, string | string[] | undefined>;

const one = (value: string | string[] | undefined) => (typeof value === "string" && value ? value : null);

/** Reads the filters from the URL. A value that is not understood counts as absent. */
export function readJobParams(raw: Raw): RunFilter {
  const state = runStates.find((name) => name === one(raw.state)) ?? null;
  const fn = one(raw.function);
  const place = /^(\d{1,15})_(run_[0-9a-z]{1,64})$/.exec(one(raw.after) ?? "");
  return {
    state,
    functionId: fn !== null && /^[\w-]{1,100}$/.test(fn) ? fn : null,
    before: place?.[1] && place[2] ? { createdAt: new Date(Number(place[1])), id: place[2] } : null,
  };
}

/** The URL of a filtered list of runs. */
export function jobsHref(filter: {
  functionId: string | null;
  state: RunState | null;
  before?: { createdAt: Date; id: string } | null;
}): string {
  const query = new URLSearchParams();
  if (filter.functionId) query.set("function", filter.functionId);
  if (filter.state) query.set("state", filter.state);
  if (filter.before) query.set("after", `${filter.before.createdAt.getTime()}_${filter.before.id}`);
  const text = query.toString();
  return text ? `/jobs?${text}` : "/jobs";
}
