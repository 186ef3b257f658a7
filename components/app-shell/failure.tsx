"use client";

import { EmptyState } from "./empty-state";

/** A page that could not be shown: why, a way out, and the reference under which the log tells more. */
export function Failure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <EmptyState
      page
      title="This page could not be loaded"
      action={
        <div className="grid justify-items-center gap-3">
          <div className="flex items-center gap-4">
            <button
              type="button"
              onClick={retry}
              className="h-8 rounded bg-accent px-3 font-medium text-accent-ink hover:bg-accent-strong"
            >
              Try again
            </button>
            {/* A full load: what failed may be what this page keeps in memory. */}
            <a href="/orders" className="text-accent underline underline-offset-2">
              Go to the orders
            </a>
          </div>
          {error.digest && (
            <p className="text-muted">
              Reference <code className="font-mono text-ink select-all">{error.digest}</code>: give it to
              whoever runs the portal; the log has a line with it.
            </p>
          )}
        </div>
      }
    >
      {error.digest
        ? "Something failed in the portal and was logged. Loading a page changes no order."
        : "Something failed in your browser while the page was drawn. Loading a page changes no order."}
    </EmptyState>
  );
}
