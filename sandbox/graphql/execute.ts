import {
  defaultTypeResolver,
  type ExecutionResult,
  execute,
  type GraphQLError,
  Kind,
  OperationTypeNode,
} from "graphql";
import { adminSchema } from "../schema/load";
import type { RequestRecord } from "../state/log-types";
import type { World } from "../world/world";
import type { Args, CallContext } from "./call/context";
import { notImplemented } from "./call/errors";
import { checkScopes } from "./call/scopes";
import { withoutUnreadArguments } from "./call/unread-arguments";
import { costOf } from "./document/cost";
import { validateVariables } from "./document/validate-variables";
import { operationOf, oversizedInputs, prepare, rootFields } from "./prepare";
import { resolvers } from "./resolver-map";
import { withheldField } from "./resolvers/withheld";

export interface Call {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
}

export interface Answer {
  body: Record<string, unknown>;
  outcome: string;
  requestedCost: number | null;
  actualCost: number | null;
  throttled: boolean;
}

/** Maximum cost of a single call. */
const MAX_COST = 1_000;

/** Root fields of a call, for the log and the scope of faults. An invalid call has none. */
export function rootsOf(call: Call): { roots: string[]; writes: boolean; idempotencyKeys: string[] } {
  const { document } = prepare(call.query);
  const operation = document && operationOf(document, call.operationName);
  if (!document || !operation || !("kind" in operation)) {
    return { roots: [], writes: false, idempotencyKeys: [] };
  }
  const idempotencyKeys = operation.selectionSet.selections
    .filter((node) => node.kind === Kind.FIELD)
    .flatMap((node) => node.directives ?? [])
    .filter(({ name }) => name.value === "idempotent")
    .flatMap(({ arguments: list }) => list ?? [])
    .map(({ value }) =>
      value.kind === Kind.VARIABLE
        ? String(call.variables[value.name.value])
        : value.kind === Kind.STRING
          ? value.value
          : "",
    );
  const writes = operation.operation === OperationTypeNode.MUTATION;
  return { roots: rootFields(document, operation), writes, idempotencyKeys };
}

function refused(outcome: string, errors: unknown[]): Answer {
  return { body: { errors }, outcome, requestedCost: null, actualCost: null, throttled: false };
}

/** The answer to a call whose cost exceeds the limit of a single call. */
export function overCost(requested: number): Answer {
  return refused("invalid", [
    {
      message: `Query cost is ${requested}, which exceeds the single query max cost limit (${MAX_COST}).`,
      extensions: {
        code: "MAX_COST_EXCEEDED",
        cost: requested,
        maxCost: MAX_COST,
        documentation: "https://shopify.dev/api/usage/rate-limits",
      },
    },
  ]);
}

/** The answer to a throttled call: HTTP 200 without data. */
export function throttledAnswer(ctx: CallContext, requested: number): Answer {
  return {
    body: {
      errors: [
        {
          message: "Throttled",
          extensions: {
            code: "THROTTLED",
            documentation: "https://shopify.dev/api/usage/rate-limits",
          },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: requested,
          actualQueryCost: null,
          throttleStatus: ctx.world.buckets.status(ctx.shop, ctx.app.clientId),
        },
      },
    },
    outcome: "throttled",
    requestedCost: requested,
    actualCost: null,
    throttled: true,
  };
}

/** Runs one call: checks syntax, schema, variables, list sizes and cost, then executes the fields. */
export function runCall(ctx: CallContext, call: Call): Answer {
  const schema = adminSchema();
  const prepared = prepare(call.query);
  if (!prepared.document || prepared.errors.length > 0) return refused("invalid", prepared.errors);
  const operation = operationOf(prepared.document, call.operationName);
  if (!("kind" in operation)) return refused("invalid", [operation]);
  const invalid = validateVariables(schema, operation, call.variables);
  if (invalid.length > 0) return refused("invalid", invalid);
  if (prepared.missing.length > 0) {
    return refused(
      "not-implemented",
      prepared.missing.map((field) => notImplemented(field).toJSON()),
    );
  }
  const oversized = oversizedInputs(schema, operation, call.variables, {
    "orderCreate.order.lineItems": ctx.world.settings().orderLineLimit,
  });
  if (oversized.length > 0) return refused("invalid", oversized);

  const { buckets } = ctx.world;
  const requested = costOf(schema, prepared.document, operation, call.variables);
  if (requested > MAX_COST) return overCost(requested);
  if (!buckets.take(ctx.shop, ctx.app.clientId, requested)) return throttledAnswer(ctx, requested);

  const result = execute({
    schema,
    document: prepared.document,
    operationName: call.operationName,
    variableValues: call.variables,
    contextValue: ctx,
    typeResolver: defaultTypeResolver,
    fieldResolver: (source, args, context: CallContext, info) => {
      checkScopes(context.token, info);
      const withheld = withheldField(source, context, info);
      if (withheld !== undefined) return withheld;
      const resolver = resolvers[info.parentType.name]?.[info.fieldName];
      if (resolver) {
        const run = (given: Args) => resolver(source, given, context, info);
        // A mutation has to refuse an argument before it changes anything.
        return info.parentType.name === "Mutation" ? run(args) : withoutUnreadArguments(args, info, run);
      }
      const value = (source as Record<string, unknown> | null)?.[info.fieldName];
      if (value === undefined) throw notImplemented(`${info.parentType.name}.${info.fieldName}`);
      return value;
    },
  }) as ExecutionResult;
  const actual = Math.min(
    requested,
    costOf(schema, prepared.document, operation, call.variables, result.data ?? null),
  );
  buckets.giveBack(ctx.shop, ctx.app.clientId, requested - actual);
  return answerOf(ctx, result, requested, actual);
}

function answerOf(ctx: CallContext, result: ExecutionResult, requested: number, actual: number): Answer {
  const errors = result.errors?.map((error) => shapeError(ctx.world, error));
  let data = result.data ?? null;
  const [first] = result.errors ?? [];
  const root = first?.path?.[0];
  // Shopify answers null for the refused root field, even if the schema says non-null.
  if (data === null && root !== undefined) data = { [root]: null };
  const userErrors = Object.values(data ?? {}).some(
    (payload) =>
      payload !== null &&
      typeof payload === "object" &&
      Object.entries(payload).some(
        ([key, list]) => key.endsWith("serErrors") && Array.isArray(list) && list.length > 0,
      ),
  );
  return {
    body: {
      data,
      ...(errors ? { errors } : {}),
      extensions: {
        cost: {
          requestedQueryCost: requested,
          actualQueryCost: actual,
          throttleStatus: ctx.world.buckets.status(ctx.shop, ctx.app.clientId),
        },
        ...(ctx.searches.length > 0 ? { search: ctx.searches } : {}),
      },
    },
    outcome: errors ? "errors" : userErrors ? "user-errors" : "ok",
    requestedCost: requested,
    actualCost: actual,
    throttled: false,
  };
}

function shapeError(world: World, error: GraphQLError) {
  if (error.extensions.code) return error.toJSON();
  // A defect of the sandbox looks like an internal error of Shopify. stderr shows the details.
  console.error(error.originalError ?? error);
  return internalError(world);
}

/** Shopify's error for a failure of its server. */
export function internalError(world: World) {
  const requestId = world.random.uuid();
  return {
    message: `Internal error. Looks like something went wrong on our end.\nRequest ID: ${requestId} (include this in support requests).`,
    extensions: { code: "INTERNAL_SERVER_ERROR", requestId },
  };
}

/** The errors of an answer, for the log: codes of `errors`, and the user errors of every root field. */
export function answerDigest(
  body: Record<string, unknown>,
): Pick<RequestRecord, "errorCodes" | "userErrors"> {
  const errors = (body.errors ?? []) as { extensions?: { code?: string } }[];
  const payloads = Object.values((body.data ?? {}) as Record<string, unknown>);
  return {
    errorCodes: errors.map(({ extensions }) => extensions?.code ?? ""),
    userErrors: payloads.flatMap((payload) =>
      Object.entries(payload ?? {}).flatMap(([key, list]) =>
        key.endsWith("serErrors") && Array.isArray(list) ? (list as RequestRecord["userErrors"]) : [],
      ),
    ),
  };
}
