import type { Instrumentation } from "next";

/**
 * Logs what a page or route threw, with the reference that its error page shows. Never the message, the address
 * or the headers: they may hold a shopper's data or a session.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logRequestError } = await import("@/lib/runtime/log-request-error");
  logRequestError(error, context);
};
