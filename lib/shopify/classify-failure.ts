import { GraphqlQueryError, HttpResponseError } from "@shopify/shopify-api";
import { type AnswerObject, asObject, asObjects, asText } from "./answer-values";
import { ShopifyFailure, type ShopifyFailureCode } from "./failure";

/** One entry of a GraphQL answer's `errors`. */
export type GraphqlError = { message: string; code: string | null; path: string[] };

const byStatus: Readonly<Record<number, { code: ShopifyFailureCode; executed: "no" | "unknown" }>> = {
  401: { code: "unauthorized", executed: "no" },
  402: { code: "payment_required", executed: "no" },
  403: { code: "forbidden", executed: "no" },
  404: { code: "not_found", executed: "unknown" },
  423: { code: "locked", executed: "no" },
  429: { code: "rate_limited", executed: "no" },
  // Shopify's own status for a request that its security rules turned away.
  430: { code: "rate_limited", executed: "no" },
};

/** Errors of the transport after which nothing can have been written to the socket. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** Codes of errors that are found before any resolver runs: nothing was executed. */
const refusedBeforeRun = new Set([
  "undefinedField",
  "undefinedType",
  "undefinedDirective",
  "missingRequiredArguments",
  "missingRequiredInputObjectAttribute",
  "argumentLiteralsIncompatible",
  "argumentNotAccepted",
  "variableMismatch",
  "variableNotDefined",
  "variableNotUsed",
  "selectionMismatch",
  "invalidOneOfInputObject",
  "directiveCannotBeApplied",
  "INVALID_VARIABLE",
  "MAX_INPUT_SIZE_EXCEEDED",
  "MAX_COST_EXCEEDED",
  "PARSE_ERROR",
]);

/**
 * Turns what the library threw into a failure that says whether anything may have been executed.
 * `executed: "no"` is given only where that is proved; every doubt is `"unknown"`.
 */
export function classifyFailure(
  error: unknown,
  seen: { transport: unknown; timedOut: boolean },
): ShopifyFailure {
  if (error instanceof GraphqlQueryError) return classifyGraphql(error);
  if (seen.transport !== undefined) return classifyTransport(seen.transport, seen.timedOut);
  if (seen.timedOut) {
    return new ShopifyFailure("timeout", "Shopify's answer did not arrive in time.", { executed: "unknown" });
  }
  if (error instanceof HttpResponseError) return classifyStatus(error);
  return new ShopifyFailure("unreadable_answer", "Shopify's answer could not be read.", {
    executed: "unknown",
  });
}

/** The errors of an answer that also has data, with that data; null when there is nothing to read. */
export function partialAnswer(
  error: unknown,
): { data: AnswerObject; errors: GraphqlError[]; extensions: AnswerObject } | null {
  if (!(error instanceof GraphqlQueryError)) return null;
  const data = asObject(asObject(error.body)?.data);
  if (!data || Object.values(data).every((value) => value === null)) return null;
  return { data, errors: graphqlErrors(error), extensions: asObject(asObject(error.body)?.extensions) ?? {} };
}

function classifyTransport(transport: unknown, timedOut: boolean): ShopifyFailure {
  const code = causeCode(transport);
  if (code !== null && neverConnected.has(code)) {
    return new ShopifyFailure("connection_refused", "The shop could not be reached.", { executed: "no" });
  }
  if (timedOut) {
    return new ShopifyFailure("timeout", "Shopify did not answer in time.", { executed: "unknown" });
  }
  return new ShopifyFailure("connection_lost", "The connection to Shopify broke.", { executed: "unknown" });
}

/** The innermost error code of a failed fetch; several addresses may have been tried. */
function causeCode(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof AggregateError) {
    const codes = cause.errors.map((one) => asText(asObject(one)?.code) ?? "");
    return codes.every((code) => neverConnected.has(code)) ? (codes[0] ?? null) : null;
  }
  return cause instanceof Error && "code" in cause ? asText(cause.code) : null;
}

function classifyStatus(error: HttpResponseError): ShopifyFailure {
  const { code: status } = error.response;
  if (status >= 200 && status < 300) {
    return new ShopifyFailure("unreadable_answer", "Shopify's answer was cut off or is not JSON.", {
      executed: "unknown",
    });
  }
  const known = byStatus[status];
  const code = known?.code ?? (status >= 500 ? "server_error" : "invalid_request");
  return new ShopifyFailure(code, `Shopify answered with status ${status}.`, {
    executed: known?.executed ?? "unknown",
    retryAfterMs: retryAfter(error.response.headers),
  });
}

function retryAfter(headers: unknown): number | null {
  const value = asObject(headers)?.["Retry-After"];
  const seconds = Number.parseFloat(String(Array.isArray(value) ? value[0] : value));
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

function classifyGraphql(error: GraphqlQueryError): ShopifyFailure {
  const errors = graphqlErrors(error);
  const first = errors[0];
  const message = first?.message ?? "Shopify answered with an error.";
  if (errors.some((one) => one.code === "THROTTLED")) {
    return new ShopifyFailure("throttled", "The shop's API budget is used up for now.", {
      executed: "no",
      retryAfterMs: bucketWait(asObject(asObject(asObject(error.body)?.extensions)?.cost)),
    });
  }
  if (errors.every((one) => one.code !== null && refusedBeforeRun.has(one.code)) && errors.length > 0) {
    return new ShopifyFailure("invalid_request", message, { executed: "no" });
  }
  // Below the root a denied field belongs to something that did run.
  if (errors.some((one) => one.code === "ACCESS_DENIED")) {
    const atRoot = errors.every((one) => one.code === "ACCESS_DENIED" && one.path.length <= 1);
    return new ShopifyFailure("access_denied", message, { executed: atRoot ? "no" : "unknown" });
  }
  if (first?.code === "INTERNAL_SERVER_ERROR") {
    return new ShopifyFailure("server_error", "Shopify reports an internal error.", { executed: "unknown" });
  }
  return new ShopifyFailure("invalid_request", message, { executed: "unknown" });
}

/** Milliseconds until the bucket holds what the query asked for. */
function bucketWait(cost: AnswerObject | null): number {
  const status = asObject(cost?.throttleStatus);
  const missing = Number(cost?.requestedQueryCost) - Number(status?.currentlyAvailable);
  const wait = Math.ceil((missing / Number(status?.restoreRate)) * 1000);
  return Number.isFinite(wait) ? Math.max(wait, 100) : 1000;
}
