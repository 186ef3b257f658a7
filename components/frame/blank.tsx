import type { ReactNode } from "react";

/** Says why there is nothing, and what fills it. */
export function Blank({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-center gap-1.5 px-6 py-16 text-center">
      <p className="text-[15px] font-medium">{title}</p>
      {children && <p className="max-w-[56ch] text-muted">{children}</p>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
