"use client";

import { EmptyState } from "./empty-state";

/** Shown in place of a page that failed: what happened, what to do, and the reference of its entry in the log. */
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
            {/* A full page load, because the cause may be in the memory of this page. */}
            <a href="/orders" className="text-accent underline underline-offset-2">
              Go to the orders
            </a>
          </div>
          {error.digest && (
            <p className="text-muted">
              Reference <code className="font-mono text-ink select-all">{error.digest}</code>: the
              administrator of the portal can find it in the log.
            </p>
          )}
        </div>
      }
    >
      {error.digest
        ? "An error occurred in the portal and was logged. No order was changed."
        : "An error occurred in your browser. No order was changed."}
    </EmptyState>
  );
}
