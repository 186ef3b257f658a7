import type { Instrumentation } from "next";

// Next.js bundles this file for the Edge runtime too, so code that needs Node.js is imported behind a condition only.

/** Runs once when a web process starts, not while the portal is built. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next.js sets both, and removes the import from bundles of other runtimes.
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env.NEXT_PHASE !== "phase-production-build") {
    const { reportPortal } = await import("@/lib/runtime/report-portal");
    reportPortal();
  }
}

/**
 * Logs an error thrown by a page or route, with the reference that its error page shows. The message, the URL and
 * the headers are never logged, because they may contain a shopper's data or a session.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  // biome-ignore lint/style/noProcessEnv: as above.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logRequestError } = await import("@/lib/web/log-request-error");
    logRequestError(error, context);
  }
};
