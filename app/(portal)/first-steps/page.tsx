import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/app-shell/page-head";
import { FirstStepsList } from "@/components/stores/first-steps-list";
import { requireSession } from "@/lib/auth/require-session";
import { readFirstSteps } from "@/lib/services/stores/read-first-steps";

export const metadata: Metadata = { title: "First steps" };

export default async function FirstStepsPage() {
  const { ctx } = await requireSession("stores.connect");
  const done = await readFirstSteps(ctx);
  if (!done) notFound();
  const open = Object.values(done).filter((isDone) => !isDone).length;
  return (
    <>
      <PageHead
        title="First steps"
        sentence={
          open === 0
            ? "All steps are done: orders go to their suppliers."
            : "From an empty organization to orders that go to their suppliers."
        }
      />
      <div className="max-w-[720px] px-4 md:px-6">
        <FirstStepsList done={done} />
      </div>
    </>
  );
}
