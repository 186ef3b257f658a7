import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/app-shell/empty-state";
import { PageHead } from "@/components/app-shell/page-head";
import { Instant } from "@/components/format/instant";
import { BacklogTable } from "@/components/jobs/backlog-table";
import {
  dueLabel,
  functionLabel,
  runStateLabels,
  spanLabel,
  subjectLabel,
} from "@/components/jobs/job-labels";
import { jobsHref, readJobParams } from "@/components/jobs/job-params";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Table, Td, Th } from "@/components/ui/table";
import { requireSession } from "@/lib/auth/require-session";
import { type RunAction, type RunRow, runStates } from "@/lib/domain/jobs/run";
import { getEnv } from "@/lib/env";
import { viewBacklog, viewRuns } from "@/lib/services/jobs/view-jobs";

export const metadata: Metadata = { title: "Jobs" };

const PAGE = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function JobsPage({ searchParams }: Props) {
  const { ctx } = await requireSession("jobs.write");
  const isEmbedded = getEnv().jobsEngine === "embedded";
  const filter = readJobParams(await searchParams);
  const [backlog, found] = await Promise.all([
    viewBacklog(ctx),
    isEmbedded ? viewRuns(ctx, { ...filter, limit: PAGE + 1 }) : null,
  ]);
  if (backlog === null) notFound();
  const now = await ctx.clock.now();
  return (
    <>
      <PageHead
        title="Jobs"
        sentence="What Crossdock does in the background, and what waits or is stuck. A job that fails is retried automatically; after its last attempt it stays here as failed until you retry it."
      />
      <BacklogTable backlog={backlog} now={now} />
      {found === null ? (
        <EmptyState title="Your Inngest server has the runs">
          This installation runs its jobs on Inngest (JOBS_ENGINE=inngest). The Inngest dashboard shows every
          run. What waits in Crossdock itself is shown above.
        </EmptyState>
      ) : (
        <>
          <Filters filter={filter} functions={found.functions} />
          <Runs
            runs={found.runs.slice(0, PAGE)}
            now={now}
            isFiltered={filter.state !== null || filter.functionId !== null || filter.before !== null}
          />
          <Pager filter={filter} runs={found.runs} />
        </>
      )}
    </>
  );
}

function Filters({ filter, functions }: { filter: ReturnType<typeof readJobParams>; functions: string[] }) {
  return (
    <form method="get" action="/jobs" className="flex flex-wrap items-center gap-2 px-4 py-3 md:px-6">
      <Select name="function" aria-label="Function" defaultValue={filter.functionId ?? ""} className="w-56">
        <option value="">All functions</option>
        {functions.map((id) => (
          <option key={id} value={id}>
            {functionLabel(id)}
          </option>
        ))}
      </Select>
      <Select name="state" aria-label="State" defaultValue={filter.state ?? ""} className="w-40">
        <option value="">All states</option>
        {runStates.map((state) => (
          <option key={state} value={state}>
            {runStateLabels[state].label}
          </option>
        ))}
      </Select>
      <Button type="submit">Apply</Button>
      {(filter.functionId || filter.state) && (
        <Button asChild variant="ghost">
          <Link href="/jobs">Clear</Link>
        </Button>
      )}
    </form>
  );
}

function Runs({ runs, now, isFiltered }: { runs: RunRow[]; now: Date; isFiltered: boolean }) {
  if (runs.length === 0) {
    return isFiltered ? (
      <EmptyState title="No jobs match these filters">
        Runs are kept for seven days after they end. Change or clear the filters to see others.
      </EmptyState>
    ) : (
      <EmptyState title="No job has run yet">Jobs appear here when the first webhook arrives.</EmptyState>
    );
  }
  return (
    <div className="border-y">
      <Table>
        <thead className="bg-sunken">
          <tr>
            <Th className="pl-4 md:pl-6">Job</Th>
            <Th>State</Th>
            <Th className="hidden md:table-cell">For</Th>
            <Th className="hidden md:table-cell">Requested</Th>
            <Th className="hidden text-right md:table-cell">Duration</Th>
            <Th className="pr-4 md:pr-6">Error or next step</Th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id} className="border-t hover:bg-sunken">
              <Td className="py-2 pl-4 md:pl-6">
                <Link href={`/jobs/${run.id}`} className="font-medium hover:underline">
                  {functionLabel(run.functionId)}
                </Link>
                <span className="block text-[12px] leading-4 text-muted md:hidden">
                  <Instant at={run.createdAt.toISOString()} timeZone="UTC" />
                </span>
              </Td>
              <Td>
                <Badge {...runStateLabels[run.state].badge}>{runStateLabels[run.state].label}</Badge>
              </Td>
              <Td className="hidden md:table-cell">{subjectLabel(run.subject)}</Td>
              <Td className="hidden whitespace-nowrap text-muted md:table-cell">
                <Instant at={run.createdAt.toISOString()} timeZone="UTC" />
              </Td>
              <Td className="hidden text-right whitespace-nowrap md:table-cell">
                {run.endedAt ? spanLabel(run.endedAt.getTime() - run.createdAt.getTime()) : "—"}
              </Td>
              <Td className="max-w-[56ch] min-w-40 py-2 pr-4 break-words md:pr-6">
                {outcome(run, now) ?? <span className="text-muted">None</span>}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

const requested: Record<RunAction, string> = { cancel: "Cancelling", retry: "Retrying" };

function outcome(run: RunRow, now: Date): string | null {
  if (run.asked) return requested[run.asked];
  if (run.errorName) return run.errorMessage ? `${run.errorName}: ${run.errorMessage}` : run.errorName;
  return run.nextAt ? `Continues ${dueLabel(run.nextAt, now)}` : null;
}

function Pager({ filter, runs }: { filter: ReturnType<typeof readJobParams>; runs: RunRow[] }) {
  const last = runs.length > PAGE ? runs[PAGE - 1] : undefined;
  if (!last && !filter.before) return null;
  return (
    <nav aria-label="Pages of the list" className="flex items-center justify-end gap-2 px-4 py-3 md:px-6">
      {filter.before && (
        <Button asChild size="small">
          <Link href={jobsHref({ ...filter, before: null })}>Newest</Link>
        </Button>
      )}
      {last && (
        <Button asChild size="small">
          <Link href={jobsHref({ ...filter, before: last })}>Older</Link>
        </Button>
      )}
    </nav>
  );
}
