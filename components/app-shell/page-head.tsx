import type { ReactNode } from "react";

/** A page's title, one sentence about it, and its actions. */
export function PageHead({
  title,
  sentence,
  actions,
}: {
  title: ReactNode;
  sentence?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-5 pb-3 md:px-6">
      {/* On a phone the actions go below the sentence. */}
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="text-[20px] leading-7 font-semibold tracking-[-0.015em]">{title}</h1>
        {sentence && <p className="mt-0.5 max-w-[90ch] text-muted">{sentence}</p>}
      </div>
      {actions}
    </div>
  );
}
