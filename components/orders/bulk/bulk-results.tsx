import { CircleAlert, CircleCheck, CircleMinus, CircleX } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { PushTrack } from "@/components/orders/shared/push-track";
import { codesOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";
import { type BulkTone, bulkSentence } from "./bulk-sentence";
import type { BulkEntry } from "./use-bulk-run";

const icons: Record<BulkTone, ReactNode> = {
  done: <CircleCheck className="size-4 text-green" aria-hidden="true" />,
  ask: <CircleAlert className="size-4 text-amber" aria-hidden="true" />,
  stopped: <CircleMinus className="size-4 text-muted" aria-hidden="true" />,
  failed: <CircleX className="size-4 text-red" aria-hidden="true" />,
};

/** The text after the number of lines of each tone. */
const sumTexts: Record<BulkTone, (count: number) => string> = {
  done: () => "recorded",
  ask: (count) => (count === 1 ? "needs a reason" : "need a reason"),
  stopped: () => "not changed",
  failed: () => "failed",
};

/** The sums of a bulk action, and one line per order with its current track. */
export function BulkResults({
  entries,
  nameOf,
}: {
  entries: ReadonlyMap<string, BulkEntry>;
  nameOf: (orderId: string) => string;
}) {
  const lines = [...entries.values()].map((entry) => ({ ...entry, ...bulkSentence(entry.result) }));
  const sums = codesOf(sumTexts).flatMap((tone) => {
    const count = lines.filter((line) => line.tone === tone).length;
    return count > 0 ? [`${count.toLocaleString("en")} ${sumTexts[tone](count)}`] : [];
  });
  return (
    <>
      <p role="status" className="mb-1 text-muted">
        {counted(lines.length, "order")}: {sums.join(", ")}
      </p>
      <ul className="divide-y" aria-label="Result per order">
        {lines.map(({ result, line, text, tone }) => (
          <li
            key={result.orderId}
            className="flex flex-wrap items-start gap-x-2.5 gap-y-1 py-2 [content-visibility:auto] [contain-intrinsic-size:auto_37px]"
          >
            <span className="mt-0.5">{icons[tone]}</span>
            <Link
              href={`/orders/${result.orderId}`}
              prefetch={false}
              className="shrink-0 font-medium hover:underline"
              translate="no"
            >
              {line?.name ?? nameOf(result.orderId)}
            </Link>
            {line && (
              <span className="mt-1">
                <PushTrack track={line.track} />
              </span>
            )}
            <span className="min-w-0 flex-1 basis-56 text-muted">
              <span>{text}</span>
              {line?.problems.map((problem) => (
                <span key={problem} className="block">
                  {problem}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
