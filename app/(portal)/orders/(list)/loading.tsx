import { PageHead } from "@/components/app-shell/page-head";

const rows = Array.from({ length: 12 }, (_, n) => `row-${n}`);

export default function OrdersLoading() {
  return (
    <>
      <PageHead title="Orders" sentence="Loading…" />
      <div className="grid gap-px border-t pt-24" aria-hidden="true">
        {rows.map((row) => (
          <div key={row} className="flex h-10 items-center gap-6 px-6">
            <div className="h-3 w-20 animate-pulse rounded bg-sunken" />
            <div className="h-3 w-28 animate-pulse rounded bg-sunken" />
            <div className="h-3 flex-1 animate-pulse rounded bg-sunken" />
            <div className="h-3 w-16 animate-pulse rounded bg-sunken" />
          </div>
        ))}
      </div>
    </>
  );
}
