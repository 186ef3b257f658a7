import { type RemoteErrorCode, remoteErrors } from "@/lib/domain/installations/remote-error";
import { type CallCost, ShopifyFailure } from "./failure";

/** One entry of a GraphQL answer's `errors`. */
export type GraphqlError = { message: string; code: string | null; path: string[] };

type Named = {
  code: RemoteErrorCode;
  /**
   * When the error proves that nothing was executed: always, only if the error's path is a root field, or never
   * ("unknown").
   */
  notExecuted: "always" | "at_root" | "unknown";
  /** Shopify refused the whole call for its cost. The answer's bucket gives the time to wait. */
  throttles?: true;
};

const refusedBeforeRun: Named = { code: "invalid_request", notExecuted: "always" };

/** Shopify's error codes. Schema and variable errors are found before any resolver runs. */
const byCode: Readonly<Record<string, Named>> = {
  THROTTLED: { code: "throttled", notExecuted: "always", throttles: true },
  MAX_COST_EXCEEDED: { code: "too_costly", notExecuted: "always" },
  MAX_INPUT_SIZE_EXCEEDED: { code: "too_costly", notExecuted: "always" },
  SHOP_INACTIVE: { code: "shop_inactive", notExecuted: "unknown" },
  // Below the root, the denied field belongs to an object whose resolver did run.
  ACCESS_DENIED: { code: "access_denied", notExecuted: "at_root" },
  INTERNAL_SERVER_ERROR: { code: "server_error", notExecuted: "unknown" },
  // Argument rules that Shopify checks at run time leave the root field null, before its resolver.
  BAD_REQUEST: { code: "invalid_request", notExecuted: "at_root" },
  INVALID_FIELD_ARGUMENTS: { code: "invalid_request", notExecuted: "at_root" },
  RESOURCE_NOT_FOUND: { code: "resource_gone", notExecuted: "at_root" },
  // A look-up by a custom id without a metafield definition.
  NOT_FOUND: { code: "definition_missing", notExecuted: "at_root" },
  PARSE_ERROR: refusedBeforeRun,
  INVALID_VARIABLE: refusedBeforeRun,
  undefinedField: refusedBeforeRun,
  undefinedType: refusedBeforeRun,
  undefinedDirective: refusedBeforeRun,
  missingRequiredArguments: refusedBeforeRun,
  missingRequiredInputObjectAttribute: refusedBeforeRun,
  argumentLiteralsIncompatible: refusedBeforeRun,
  argumentNotAccepted: refusedBeforeRun,
  variableMismatch: refusedBeforeRun,
  variableNotDefined: refusedBeforeRun,
  variableNotUsed: refusedBeforeRun,
  selectionMismatch: refusedBeforeRun,
  invalidOneOfInputObject: refusedBeforeRun,
  directiveCannotBeApplied: refusedBeforeRun,
};

/**
 * Classifies the errors of an answer by their codes and paths. `executed: "no"` is set only when every error proves
 * it. An unrecognised code becomes `unknown`, and the message keeps Shopify's code and text.
 */
export function classifyGraphqlErrors(
  errors: readonly GraphqlError[],
  cost: CallCost | null = null,
): ShopifyFailure {
  const named = errors.map((error) => ({ error, name: nameOf(error) }));
  const [chosen] = named.toSorted((a, b) => precedence(a.name) - precedence(b.name));
  const code = chosen?.name?.code ?? "unknown";
  const throttled = chosen?.name?.throttles === true;
  const executed =
    named.length > 0 && (throttled || named.every(({ error, name }) => provesNothingRan(name, error)))
      ? "no"
      : "unknown";
  const retryAfterMs = throttled ? bucketWait(cost) : null;
  return new ShopifyFailure(code, chosen ? answerOf(chosen.error, chosen.name) : "Shopify gave no reason.", {
    executed,
    retryAfterMs,
    cost,
  });
}

function nameOf(error: GraphqlError): Named | null {
  return error.code !== null && Object.hasOwn(byCode, error.code) ? (byCode[error.code] ?? null) : null;
}

function provesNothingRan(name: Named | null, error: GraphqlError): boolean {
  if (name === null || name.notExecuted === "unknown") return false;
  return name.notExecuted === "always" || error.path.length <= 1;
}

function precedence(name: Named | null): number {
  return remoteErrors[name?.code ?? "unknown"].precedence;
}

/** Shopify's message, preceded by its code when the code is not in our table. */
function answerOf(error: GraphqlError, name: Named | null): string {
  const answer = error.message || "Shopify gave no reason.";
  return name === null && error.code !== null ? `${error.code}: ${answer}` : answer;
}

/** Milliseconds until the bucket holds the points of the call; one second when the answer has no cost. */
function bucketWait(cost: CallCost | null): number {
  if (!cost) return 1_000;
  return Math.max(100, Math.ceil(((cost.requested - cost.available) / cost.rate) * 1_000));
}
