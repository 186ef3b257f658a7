import { PageHead } from "./page-head";

const rows = Array.from({ length: 10 }, (_, n) => `row-${n}`);

/** A page with a table while it loads: its title, and grey lines in place of the table. */
export function TableLoading({ title }: { title: string }) {
  return (
    <>
      <PageHead title={title} sentence="Loading…" />
      <div className="border-y" aria-hidden="true">
        <div className="h-9 bg-sunken" />
        {rows.map((row) => (
          <div key={row} className="flex h-[53px] items-center gap-6 border-t px-4 md:px-6">
            <div className="h-3 w-32 animate-pulse rounded bg-sunken" />
            <div className="h-3 flex-1 animate-pulse rounded bg-sunken" />
            <div className="h-3 w-16 animate-pulse rounded bg-sunken" />
          </div>
        ))}
      </div>
    </>
  );
}
