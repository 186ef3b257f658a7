"use client";

import { useEffect, useState } from "react";
import { Instant } from "@/components/format/instant";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { explainCause } from "@/lib/domain/push/leg-cause";
import { counted } from "@/lib/domain/values/counted";
import type { LegView } from "./leg-view";
import { type LoadedAttempt, loadAttempt } from "./load-attempt";

type Entry = LegView["ledger"][number];

/** Lists every send and look-up of a leg. A button opens the exact input and answer of each. */
export function LegLedger({
  orderId,
  supplier,
  entries,
  timeZone,
}: {
  orderId: string;
  supplier: string;
  entries: LegView["ledger"];
  timeZone: string;
}) {
  const [shown, setShown] = useState<Entry | null>(null);
  if (entries.length === 0) return null;
  return (
    <details className="basis-full">
      <summary className="w-fit cursor-pointer text-[12.5px] text-muted hover:text-ink">
        {counted(entries.length, "send or look-up", "sends and look-ups")}
      </summary>
      <ol className="mt-1 grid">
        {entries.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
            <Instant at={entry.at} timeZone={timeZone} className="w-36 shrink-0 text-muted" />
            <span className="min-w-0 flex-1 basis-40">{entry.text}</span>
            <Button size="small" onClick={() => setShown(entry)}>
              Input and answer
            </Button>
          </li>
        ))}
      </ol>
      <Dialog open={shown !== null} onOpenChange={(open) => !open && setShown(null)}>
        {shown && (
          <DialogContent
            className="max-w-[760px]"
            title={shown.text}
            description={
              <>
                <span translate="no">{supplier}</span> · <Instant at={shown.at} timeZone={timeZone} />
              </>
            }
          >
            <AttemptDetail orderId={orderId} attemptId={shown.id} />
          </DialogContent>
        )}
      </Dialog>
    </details>
  );
}

function AttemptDetail({ orderId, attemptId }: { orderId: string; attemptId: string }) {
  const [attempt, setAttempt] = useState<LoadedAttempt | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    loadAttempt({ orderId, attemptId }, stop.signal)
      .then(setAttempt)
      .catch((error: unknown) => {
        if (!stop.signal.aborted)
          setProblem(error instanceof Error ? error.message : "The attempt could not be loaded.");
      });
    return () => stop.abort();
  }, [orderId, attemptId]);
  if (problem) {
    return (
      <p role="alert" className="rounded bg-red-wash px-3 py-2 text-red">
        {problem}
      </p>
    );
  }
  if (!attempt) return <p role="status">Loading…</p>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {attempt.errorCode && <p>{explainCause(attempt.errorCode, attempt.errorData).message}</p>}
      <Exact title="Input" value={attempt.input} />
      {attempt.disclosed.length > 0 && (
        <p className="text-[12.5px] text-muted">
          Also sent, but not stored here: {attempt.disclosed.join(", ")} of the order’s contact.
        </p>
      )}
      {attempt.answer ? (
        <Exact title="Answer" value={attempt.answer} />
      ) : (
        <section aria-label="Answer">
          <h3 className="font-medium">Answer</h3>
          <p className="text-muted">
            {attempt.errorCode
              ? `No usable answer (${attempt.errorCode}).`
              : attempt.finishedAt
                ? "Only the outcome was recorded."
                : "No answer yet."}
          </p>
        </section>
      )}
    </div>
  );
}

function Exact({ title, value }: { title: string; value: Record<string, unknown> }) {
  const text = JSON.stringify(value, null, 2);
  return (
    <section aria-label={title}>
      <h3 className="flex items-center gap-1 font-medium">
        {title} <CopyButton text={text} label={`Copy the ${title.toLowerCase()}`} />
      </h3>
      <pre
        translate="no"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="mt-1 max-h-72 overflow-auto rounded border bg-sunken p-3 font-mono text-[12px] leading-5"
      >
        {text}
      </pre>
    </section>
  );
}
