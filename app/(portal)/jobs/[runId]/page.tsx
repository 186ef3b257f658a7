import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Instant } from "@/components/format/instant";
import {
  dueLabel,
  functionLabel,
  runStateLabels,
  spanLabel,
  subjectLabel,
} from "@/components/jobs/job-labels";
import { RunActions } from "@/components/jobs/run-actions";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { Table, Td, Th } from "@/components/ui/table";
import { requireSession } from "@/lib/auth/require-session";
import type { RunDetail, RunState, RunStep } from "@/lib/domain/jobs/run";
import { isOwnRun, viewRun } from "@/lib/services/jobs/view-jobs";
import { idSchema } from "@/lib/web/id-schema";
import { requestRunAction } from "../actions";

export const metadata: Metadata = { title: "Job" };

export default async function RunPage({ params }: { params: Promise<{ runId: string }> }) {
  const { ctx } = await requireSession("jobs.write");
  const { runId } = await params;
  if (!idSchema.safeParse(runId).success) notFound();
  const run = await viewRun(ctx, runId);
  if (!run) notFound();
  const now = await ctx.clock.now();
  const error = run.errorName ?? run.lastErrorName;
  const message = run.errorMessage ?? run.lastErrorMessage;
  return (
    <>
      <div className="px-4 pt-4 md:px-6">
        <Link href="/jobs" className="inline-flex items-center gap-0.5 text-muted hover:text-ink">
          <ChevronLeft className="size-4" aria-hidden="true" /> Jobs
        </Link>
      </div>
      <header className="flex flex-wrap items-start gap-x-6 gap-y-3 border-b px-4 pt-2 pb-4 md:px-6">
        <div className="grid min-w-0 flex-1 basis-80 gap-1.5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="text-[20px] leading-7 font-semibold tracking-[-0.015em]">
              {functionLabel(run.functionId)}
            </h1>
            <Badge {...runStateLabels[run.state].badge}>{runStateLabels[run.state].label}</Badge>
          </div>
          <p className="text-muted">
            Requested <Instant at={run.createdAt.toISOString()} timeZone="UTC" /> by{" "}
            <span translate="no" className="font-mono text-[12px]">
              {run.eventName}
            </span>
            <span>, for </span>
            <span>{run.subject?.startsWith("org:") ? "your orders" : subjectLabel(run.subject)}</span>
            {run.endedAt && (
              <span>{`, duration ${spanLabel(run.endedAt.getTime() - run.createdAt.getTime())}`}</span>
            )}
            {run.nextAt && <span>{`, continues ${dueLabel(run.nextAt, now)}`}</span>}
            <span>. </span>
            {run.orderId && (
              <Link href={`/orders/${run.orderId}`} className="text-accent underline underline-offset-2">
                Open the order
              </Link>
            )}
          </p>
          <p translate="no" className="font-mono text-[12px] break-all text-muted">
            {run.id}
          </p>
        </div>
        <Actions run={run} />
      </header>
      {error && <RunError state={run.state} error={error} message={message} />}
      <Steps run={run} now={now} />
    </>
  );
}

function RunError({ state, error, message }: { state: RunState; error: string; message: string | null }) {
  // A function throws this error to be called again later; it is not a failure.
  const isWait = error === "RetryAfterError" && state !== "failed";
  const text = message ?? "The message is not shown, because it may be about another organization.";
  return (
    <div
      role="note"
      className={cn(
        "border-b px-4 py-2.5 md:px-6",
        isWait ? "bg-amber-wash text-amber" : "bg-red-wash text-red",
      )}
    >
      {isWait ? (
        `Continues automatically. ${text}`
      ) : (
        <>
          <span>{state === "failed" ? "Failed: " : "The last attempt failed: "}</span>
          <span translate="no" className="font-mono text-[12.5px]">
            {error}
          </span>
          <span>{` · ${text}`}</span>
        </>
      )}
    </div>
  );
}

function Actions({ run }: { run: RunDetail }) {
  if (!isOwnRun(run)) {
    return (
      <p className="max-w-[44ch] text-muted">
        This run is shared with other organizations that use this shop or installation, so it cannot be
        cancelled or retried here.
      </p>
    );
  }
  const isLive = run.state === "running" || run.state === "waiting";
  const actions = [
    ...(run.state === "failed" ? [{ action: "retry" as const, label: "Retry" }] : []),
    ...(run.state === "waiting" ? [{ action: "retry" as const, label: "Try now" }] : []),
    ...(isLive ? [{ action: "cancel" as const, label: "Cancel" }] : []),
  ];
  return actions.length > 0 ? (
    <RunActions runId={run.id} actions={actions} requestRunAction={requestRunAction} />
  ) : null;
}

function Steps({ run: { steps, endedAt }, now }: { run: RunDetail; now: Date }) {
  if (steps.length === 0) {
    const text = endedAt ? "This job has no steps." : "No step has run yet. Most jobs have no steps.";
    return <p className="px-4 py-6 text-muted md:px-6">{text}</p>;
  }
  return (
    <section aria-label="Steps" className="border-b">
      <Table>
        <thead className="bg-sunken">
          <tr>
            <Th className="pl-4 md:pl-6">Step</Th>
            <Th>State</Th>
            <Th className="text-right">Attempts</Th>
            <Th className="hidden text-right md:table-cell">Duration</Th>
            <Th className="pr-4 md:pr-6">Error</Th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={`${step.name} ${step.plannedAt.getTime()}`} className="border-t">
              <Td className="py-2 pl-4 break-words md:pl-6">{step.name}</Td>
              <Td>
                <StepBadge step={step} now={now} />
              </Td>
              <Td className="text-right">{step.attempts}</Td>
              <Td className="hidden text-right whitespace-nowrap md:table-cell">
                {step.settledAt ? spanLabel(step.settledAt.getTime() - step.plannedAt.getTime()) : "—"}
              </Td>
              <Td className="max-w-[56ch] min-w-32 py-2 pr-4 break-words md:pr-6">
                {step.errorName ? (
                  `${step.errorName}${step.errorMessage ? `: ${step.errorMessage}` : ""}`
                ) : (
                  <span className="text-muted">None</span>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function StepBadge({ step, now }: { step: RunStep; now: Date }) {
  if (step.failed) return <Badge {...runStateLabels.failed.badge}>Failed</Badge>;
  if (step.settledAt) return <Badge {...runStateLabels.completed.badge}>Done</Badge>;
  if (step.busy) return <Badge {...runStateLabels.running.badge}>Running</Badge>;
  return (
    <Badge {...runStateLabels.waiting.badge}>
      {step.nextAt ? `Continues ${dueLabel(step.nextAt, now)}` : "Stopped"}
    </Badge>
  );
}
