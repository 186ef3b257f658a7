import type { Instrumentation } from "next";
import { logRequestError } from "@/lib/web/log-request-error";

/**
 * Logs what a page or route threw, with the reference that its error page shows. Never the message, the address
 * or the headers: they may hold a shopper's data or a session.
 */
export const onRequestError: Instrumentation.onRequestError = (error, _request, context) =>
  logRequestError(error, context);
