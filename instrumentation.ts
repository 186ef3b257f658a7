import type { Instrumentation } from "next";
import { logRequestError } from "@/lib/web/log-request-error";

/**
 * Logs an error thrown by a page or route, with the reference that its error page shows. The message, the URL and
 * the headers are never logged, because they may contain a shopper's data or a session.
 */
export const onRequestError: Instrumentation.onRequestError = (error, _request, context) =>
  logRequestError(error, context);
