import type { ReactNode } from "react";

/** Says why there is nothing to show, and what would appear. With `page` it is the whole page, and has its heading. */
export function EmptyState({
  title,
  children,
  action,
  page = false,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  page?: boolean;
}) {
  const Title = page ? "h1" : "p";
  return (
    <div className="grid justify-items-center gap-1.5 px-6 py-16 text-center">
      <Title className="text-[15px] font-medium">{title}</Title>
      {children && <p className="max-w-[56ch] text-muted">{children}</p>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
