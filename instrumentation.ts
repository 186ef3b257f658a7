import type { Instrumentation } from "next";
import { logRequestError } from "@/lib/web/log-request-error";

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
export const onRequestError: Instrumentation.onRequestError = (error, _request, context) =>
  logRequestError(error, context);
