import { GraphqlQueryError, HttpResponseError } from "@shopify/shopify-api";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import { type AnswerObject, asObject, asObjects, asText } from "./answer-values";
import { classifyGraphqlErrors, type GraphqlError } from "./classify-graphql-errors";
import { ShopifyFailure } from "./failure";
import { readCost } from "./read-cost";

const byStatus: Readonly<Record<number, { code: RemoteErrorCode; executed: "no" | "unknown" }>> = {
  400: { code: "invalid_request", executed: "unknown" },
  401: { code: "unauthorized", executed: "no" },
  402: { code: "payment_required", executed: "no" },
  403: { code: "forbidden", executed: "no" },
  404: { code: "not_found", executed: "unknown" },
  408: { code: "timeout", executed: "unknown" },
  413: { code: "too_costly", executed: "unknown" },
  423: { code: "locked", executed: "no" },
  429: { code: "rate_limited", executed: "no" },
  // Shopify's own status for a request that its security rules rejected.
  430: { code: "security_rejection", executed: "no" },
};

/** Transport errors that prove that nothing was written to the socket. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/**
 * Turns an error of the library into a failure that says whether Shopify may have executed the call. `executed: "no"`
 * is set only where that is proved; otherwise `"unknown"`.
 */
export function classifyFailure(
  error: unknown,
  seen: { transport: unknown; timedOut: boolean },
): ShopifyFailure {
  if (error instanceof GraphqlQueryError) {
    const body = asObject(error.body);
    return classifyGraphqlErrors(graphqlErrors(error), readCost(body?.extensions));
  }
  if (seen.transport !== undefined) return classifyTransport(seen.transport, seen.timedOut);
  if (seen.timedOut) {
    return new ShopifyFailure("timeout", "Shopify's answer did not arrive in time.", { executed: "unknown" });
  }
  if (error instanceof HttpResponseError) {
    const { code: status, statusText, headers } = error.response;
    return classifyStatus({ status, statusText, retryAfter: asObject(headers)?.["Retry-After"] });
  }
  return new ShopifyFailure("unreadable_answer", "Shopify's answer could not be read.", {
    executed: "unknown",
  });
}

/** The data and errors of an answer that has both; null when there is no data. */
export function partialAnswer(
  error: unknown,
): { data: AnswerObject; errors: GraphqlError[]; extensions: AnswerObject } | null {
  if (!(error instanceof GraphqlQueryError)) return null;
  const data = asObject(asObject(error.body)?.data);
  if (!data || Object.values(data).every((value) => value === null)) return null;
  return { data, errors: graphqlErrors(error), extensions: asObject(asObject(error.body)?.extensions) ?? {} };
}

/** The failure of a request that got no answer. */
export function classifyTransport(transport: unknown, timedOut: boolean): ShopifyFailure {
  const code = causeCode(transport);
  if (code !== null && neverConnected.has(code)) {
    return new ShopifyFailure("connection_refused", "The shop could not be reached.", { executed: "no" });
  }
  if (timedOut) {
    return new ShopifyFailure("timeout", "Shopify did not answer in time.", { executed: "unknown" });
  }
  return new ShopifyFailure("connection_lost", "The connection to Shopify broke.", { executed: "unknown" });
}

/** The innermost error code of a failed fetch, which may have tried several addresses. */
function causeCode(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof AggregateError) {
    const codes = cause.errors.map((one) => asText(asObject(one)?.code) ?? "");
    return codes.every((code) => neverConnected.has(code)) ? (codes[0] ?? null) : null;
  }
  return cause instanceof Error && "code" in cause ? asText(cause.code) : null;
}

/** The failure of a request whose answer has a status other than success, or could not be read. */
export function classifyStatus(answer: {
  status: number;
  statusText: string;
  retryAfter: unknown;
}): ShopifyFailure {
  const { status, statusText } = answer;
  if (status >= 200 && status < 300) {
    return new ShopifyFailure("unreadable_answer", "Shopify's answer was cut off or is not JSON.", {
      executed: "unknown",
    });
  }
  const known = byStatus[status];
  const code = known?.code ?? (status >= 500 ? "server_error" : "unknown");
  const message = `Shopify answered with status ${status}${statusText ? ` ${statusText}` : ""}.`;
  return new ShopifyFailure(code, message, {
    executed: known?.executed ?? "unknown",
    retryAfterMs: inMs(answer.retryAfter),
  });
}

function inMs(retryAfter: unknown): number | null {
  const seconds = Number.parseFloat(String(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter));
  return Number.isFinite(seconds) ? Math.ceil(seconds * 1000) : null;
}

function graphqlErrors(error: GraphqlQueryError): GraphqlError[] {
  const list = asObject(asObject(error.body)?.errors)?.graphQLErrors;
  return asObjects(list).map((item) => ({
    message: asText(item.message) ?? "",
    code: asText(asObject(item.extensions)?.code),
    path: Array.isArray(item.path) ? item.path.map(String) : [],
  }));
}
