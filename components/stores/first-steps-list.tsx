import { Check } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { type FirstStep, firstSteps } from "@/lib/domain/stores/first-step";
import { codesOf } from "@/lib/domain/values/code-table";

/** The first steps, each with its state; the next one has a button. */
export function FirstStepsList({ done }: { done: Record<FirstStep, boolean> }) {
  const steps = codesOf(firstSteps);
  const next = steps.find((step) => !done[step]);
  return (
    <ol className="divide-y rounded border bg-raised">
      {steps.map((step, index) => (
        <li
          key={step}
          className="flex items-center gap-4 px-4 py-3"
          aria-current={step === next ? "step" : undefined}
        >
          <span
            className={cn(
              "grid size-6 shrink-0 place-items-center rounded-full border text-[12px]",
              done[step] && "border-green text-green",
            )}
            aria-hidden="true"
          >
            {done[step] ? <Check className="size-3.5" /> : <span>{index + 1}</span>}
          </span>
          <div className="min-w-0 flex-1">
            <Link href={firstSteps[step].href} className="font-medium hover:underline">
              {firstSteps[step].label}
            </Link>
            <span className="sr-only">{done[step] ? ", done" : ", not done"}</span>
            <p className="text-[12.5px] text-muted">{firstSteps[step].sentence}</p>
          </div>
          {step === next && (
            <Button asChild variant="primary" size="small">
              <Link href={firstSteps[step].href}>
                <span>Go on</span>
                <span className="sr-only">{`: ${firstSteps[step].label}`}</span>
              </Link>
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
