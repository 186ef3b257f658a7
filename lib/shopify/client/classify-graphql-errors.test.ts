import { expect, it } from "vitest";
import { classifyGraphqlErrors, type GraphqlError } from "./classify-graphql-errors";
import { readCost } from "./read-cost";

/** A recorded or documented error, in the form that `callAdmin` returns. */
const read = (message: string, code: string | null, path = ""): GraphqlError => ({
  message,
  code,
  path: path === "" ? [] : path.split("."),
});

const denied = "Access denied for orderCreate field. Required access: `write_orders` access scope.";
const serverFault =
  "Internal error. Looks like something went wrong on our end.\nRequest ID: 1 (include this in support requests).";

it.each<[string, GraphqlError[], string, "no" | "unknown"]>([
  [
    "an unknown field",
    [read("Field 'x' doesn't exist on type 'Product'", "undefinedField", "query Q.products.nodes.x")],
    "invalid_request",
    "no",
  ],
  [
    "a missing argument",
    [
      read(
        "Field 'orderCreate' is missing required arguments: order",
        "missingRequiredArguments",
        "mutation M.orderCreate",
      ),
    ],
    "invalid_request",
    "no",
  ],
  [
    "a null literal",
    [
      read(
        "Argument 'order' on Field 'orderCreate' has an invalid value (null). Expected type 'OrderCreateOrderInput!'.",
        "argumentLiteralsIncompatible",
        "mutation M.orderCreate.order",
      ),
    ],
    "invalid_request",
    "no",
  ],
  [
    "a bad variable",
    [
      read(
        "Variable $input of type OrderInput! was provided invalid value for id (Expected value to not be null)",
        "INVALID_VARIABLE",
      ),
    ],
    "invalid_request",
    "no",
  ],
  [
    "a list that is too long",
    [
      read(
        "The input array size of 251 is greater than the maximum allowed of 250.",
        "MAX_INPUT_SIZE_EXCEEDED",
        "orderCreate.input.tags",
      ),
    ],
    "too_costly",
    "no",
  ],
  [
    "a query that costs too much",
    [read("Query cost is 1002, which exceeds the single query max cost limit (1000).", "MAX_COST_EXCEEDED")],
    "too_costly",
    "no",
  ],
  [
    "a rule about arguments",
    [
      read(
        "InventoryChangeInput must include the following argument: changeFromQuantity.",
        "INVALID_FIELD_ARGUMENTS",
        "inventoryAdjustQuantities",
      ),
    ],
    "invalid_request",
    "no",
  ],
  [
    "a missing idempotency key",
    [
      read(
        "The @idempotent directive is required for this mutation but was not provided.",
        "BAD_REQUEST",
        "refundCreate",
      ),
    ],
    "invalid_request",
    "no",
  ],
  [
    "an id of another type",
    [read("Invalid id: gid://shopify/FulfillmentOrder/0", "RESOURCE_NOT_FOUND", "fulfillmentOrderHold")],
    "resource_gone",
    "no",
  ],
  [
    "a custom id without definition",
    [
      read(
        "Metafield definition of type 'id' is required when using custom ids.",
        "NOT_FOUND",
        "orderByIdentifier",
      ),
    ],
    "definition_missing",
    "no",
  ],
  ["a denied mutation", [read(denied, "ACCESS_DENIED", "orderCreate")], "access_denied", "no"],
  [
    "a denied field of a created object",
    [read("Access denied for heldByApp field.", "ACCESS_DENIED", "orderCreate.order.fulfillmentOrders")],
    "access_denied",
    "unknown",
  ],
  [
    "a syntax error",
    [read("syntax error, unexpected end of file at [3, 5]", "PARSE_ERROR")],
    "invalid_request",
    "no",
  ],
  ["a server error", [read(serverFault, "INTERNAL_SERVER_ERROR")], "server_error", "unknown"],
  ["a closed shop", [read("The shop is not active.", "SHOP_INACTIVE")], "shop_inactive", "unknown"],
  ["throttling", [read("Throttled", "THROTTLED")], "throttled", "no"],
  ["an unknown code", [read("Throttled", "SOMETHING_NEW")], "unknown", "unknown"],
  ["a message without a code", [read("An operation name is required", null)], "unknown", "unknown"],
  ["a throttling message without its code", [read("Throttled", null)], "unknown", "unknown"],
  ["a code that is a property of every object", [read("x", "constructor")], "unknown", "unknown"],
  ["no error at all", [], "unknown", "unknown"],
  [
    "an unknown error together with a known one",
    [read("a", "undefinedField"), read("b", null)],
    "unknown",
    "unknown",
  ],
  [
    "a denied field together with a server error",
    [read("a", "INTERNAL_SERVER_ERROR"), read(denied, "ACCESS_DENIED", "orderCreate")],
    "access_denied",
    "unknown",
  ],
])("classifies %s", (_name, errors, code, executed) => {
  expect(classifyGraphqlErrors(errors)).toMatchObject({ code, executed });
});

it("keeps the code and message of an unknown error unchanged", () => {
  const { message } = classifyGraphqlErrors([read("The moon is full.", "LUNAR")]);
  expect(message).toBe("LUNAR: The moon is full.");
});

const throttled = {
  cost: {
    requestedQueryCost: 112,
    actualQueryCost: null,
    throttleStatus: { maximumAvailable: 2000.0, currentlyAvailable: 88, restoreRate: 100.0 },
  },
};

it("computes from the cost how long a throttled call waits", () => {
  const errors = [read("Throttled", "THROTTLED")];
  const cost = readCost(throttled);
  expect(cost).toEqual({ requested: 112, actual: null, maximum: 2000, available: 88, rate: 100 });
  expect(classifyGraphqlErrors(errors, cost)).toMatchObject({ retryAfterMs: 240, cost });
  expect(classifyGraphqlErrors(errors).retryAfterMs).toBe(1_000);
});

it("reads no cost from an answer with an incomplete cost", () => {
  expect(readCost({})).toBeNull();
  expect(readCost({ cost: { requestedQueryCost: 5 } })).toBeNull();
  const { throttleStatus, ...cost } = throttled.cost;
  expect(readCost({ cost: { ...cost, throttleStatus: { ...throttleStatus, restoreRate: 0 } } })).toBeNull();
});
