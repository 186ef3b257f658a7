/**
 * Requests to a real store and its errors, as recorded (github.com/airhorns/shopify-draft-proxy, Apache-2.0).
 * `capture` names the recording. Lines and columns refer to the queries here, not to those in the recording.
 */
interface RecordedError {
  capture: string;
  query: string;
  variables?: Record<string, unknown>;
  error: Record<string, unknown>;
}

export const RECORDED_ERRORS: RecordedError[] = [
  {
    capture: "orders/order-create-missing-order",
    query:
      "mutation OrderCreateMissingOrder($order: OrderCreateOrderInput!) {\n  orderCreate(order: $order) {\n    order { id }\n    userErrors { field message }\n  }\n}",
    error: {
      message: "Variable $order of type OrderCreateOrderInput! was provided invalid value",
      locations: [{ line: 1, column: 34 }],
      extensions: {
        code: "INVALID_VARIABLE",
        value: null,
        problems: [{ path: [], explanation: "Expected value to not be null" }],
      },
    },
  },
  {
    capture: "orders/order-create-inline-missing-order",
    query:
      "mutation InlineMissingOrderArg {\n  orderCreate {\n    order { id }\n    userErrors { field message }\n  }\n}",
    error: {
      message: "Field 'orderCreate' is missing required arguments: order",
      locations: [{ line: 2, column: 3 }],
      path: ["mutation InlineMissingOrderArg", "orderCreate"],
      extensions: {
        code: "missingRequiredArguments",
        className: "Field",
        name: "orderCreate",
        arguments: "order",
      },
    },
  },
  {
    capture: "orders/order-create-inline-null-order",
    query:
      "mutation InlineNullOrderArg {\n  orderCreate(order: null) {\n    order { id }\n    userErrors { field message }\n  }\n}",
    error: {
      message:
        "Argument 'order' on Field 'orderCreate' has an invalid value (null). Expected type 'OrderCreateOrderInput!'.",
      locations: [{ line: 2, column: 3 }],
      path: ["mutation InlineNullOrderArg", "orderCreate", "order"],
      extensions: {
        code: "argumentLiteralsIncompatible",
        typeName: "Field",
        argumentName: "order",
      },
    },
  },
  {
    capture: "orders/order-update-missing-id",
    query:
      "mutation OrderUpdateParityPlan($input: OrderInput!) {\n  orderUpdate(input: $input) {\n    order { id }\n    userErrors { field message }\n  }\n}",
    variables: { input: { note: "no id", tags: ["a", "b"] } },
    error: {
      message:
        "Variable $input of type OrderInput! was provided invalid value for id (Expected value to not be null)",
      locations: [{ line: 1, column: 32 }],
      extensions: {
        code: "INVALID_VARIABLE",
        value: { note: "no id", tags: ["a", "b"] },
        problems: [{ path: ["id"], explanation: "Expected value to not be null" }],
      },
    },
  },
  {
    capture: "orders/order-update-inline-missing-id",
    query:
      'mutation InlineMissingOrderId {\n  orderUpdate(input: { note: "no id" }) {\n    order { id }\n    userErrors { field message }\n  }\n}',
    error: {
      message: "Argument 'id' on InputObject 'OrderInput' is required. Expected type ID!",
      locations: [{ line: 2, column: 22 }],
      path: ["mutation InlineMissingOrderId", "orderUpdate", "input", "id"],
      extensions: {
        code: "missingRequiredInputObjectAttribute",
        argumentName: "id",
        argumentType: "ID!",
        inputObjectType: "OrderInput",
      },
    },
  },
  {
    capture: "orders/orderLifecycle-plain-usererror-no-code",
    query:
      "mutation NoCode($input: OrderInput!) {\n  update: orderUpdate(input: $input) {\n    order { id }\n    userErrors { field message code }\n  }\n}",
    variables: { input: { id: "gid://shopify/Order/999999999999" } },
    error: {
      message: "Field 'code' doesn't exist on type 'UserError'",
      locations: [{ line: 4, column: 32 }],
      path: ["mutation NoCode", "update", "userErrors", "code"],
      extensions: { code: "undefinedField", typeName: "UserError", fieldName: "code" },
    },
  },
  {
    capture: "admin-platform/graphql-base-validation-unhappy-paths, unknownOrderField",
    query:
      "query Unknown {\n  orders(first: 1) {\n    nodes {\n      id\n      definitelyNotAnOrderField\n    }\n  }\n}",
    error: {
      message: "Field 'definitelyNotAnOrderField' doesn't exist on type 'Order'",
      locations: [{ line: 5, column: 7 }],
      path: ["query Unknown", "orders", "nodes", "definitelyNotAnOrderField"],
      extensions: {
        code: "undefinedField",
        typeName: "Order",
        fieldName: "definitelyNotAnOrderField",
      },
    },
  },
  {
    capture: "admin-platform/graphql-base-validation-unhappy-paths, invalidSyntax",
    query: "query GraphqlBaseValidationInvalidSyntax {\n  shop {\n    id\n",
    error: {
      message: "syntax error, unexpected end of file at [3, 5]",
      locations: [{ line: 3, column: 5 }],
      extensions: { code: "PARSE_ERROR" },
    },
  },
  {
    capture: "admin-platform/graphql-base-validation-unhappy-paths, missingSubselection",
    query: "query GraphqlBaseValidationMissingSubselection {\n  shop\n}\n",
    error: {
      message:
        "Field must have selections (field 'shop' returns Shop but has no selections. Did you mean 'shop { ... }'?)",
      locations: [{ line: 2, column: 3 }],
      path: ["query GraphqlBaseValidationMissingSubselection", "shop"],
      extensions: { code: "selectionMismatch", nodeName: "field 'shop'", typeName: "Shop" },
    },
  },
  {
    capture: "webhooks/webhook-subscription-list-connection",
    query: "query Sorted {\n  webhookSubscriptions(first: 1, sortKey: TOPIC) {\n    nodes { id }\n  }\n}",
    error: {
      message:
        "Argument 'sortKey' on Field 'webhookSubscriptions' has an invalid value (TOPIC). Expected type 'WebhookSubscriptionSortKeys'.",
      locations: [{ line: 2, column: 3 }],
      path: ["query Sorted", "webhookSubscriptions", "sortKey"],
      extensions: { code: "argumentLiteralsIncompatible", typeName: "Field", argumentName: "sortKey" },
    },
  },
  {
    capture: "orders/order-update-inline-null-id",
    query: "mutation NullId {\n  orderUpdate(input: { id: null }) {\n    userErrors { message }\n  }\n}",
    error: {
      message: "Argument 'id' on InputObject 'OrderInput' has an invalid value (null). Expected type 'ID!'.",
      locations: [{ line: 2, column: 22 }],
      path: ["mutation NullId", "orderUpdate", "input", "id"],
      extensions: { code: "argumentLiteralsIncompatible", typeName: "InputObject", argumentName: "id" },
    },
  },
  {
    capture: "store-properties/location-activate-deactivate-lifecycle, bare directive",
    query:
      "mutation Bare($input: RefundInput!) {\n  refundCreate(input: $input) @idempotent {\n    userErrors { message }\n  }\n}",
    error: {
      message: "Directive 'idempotent' is missing required arguments: key",
      locations: [{ line: 2, column: 31 }],
      path: ["mutation Bare", "refundCreate"],
      extensions: {
        code: "missingRequiredArguments",
        className: "Directive",
        name: "idempotent",
        arguments: "key",
      },
    },
  },
  {
    capture: "bulk-operations/bulk-operation-status-catalog-cancel, malformedId",
    query: "query Malformed($id: ID!) {\n  order(id: $id) { id }\n}",
    variables: { id: "not-a-shopify-gid" },
    error: {
      message: "Variable $id of type ID! was provided invalid value",
      locations: [{ line: 1, column: 17 }],
      extensions: {
        code: "INVALID_VARIABLE",
        value: "not-a-shopify-gid",
        problems: [
          {
            path: [],
            explanation: "Invalid global id 'not-a-shopify-gid'",
            message: "Invalid global id 'not-a-shopify-gid'",
          },
        ],
      },
    },
  },
];

/** Operations with the requested cost that a real store answered, for one order with one line. */
export const RECORDED_COSTS = [
  {
    capture: "orders/fulfillment-state-preconditions, create",
    query:
      "mutation($order: OrderCreateOrderInput!){ orderCreate(order:$order){ order { id fulfillmentOrders(first: 5) { nodes { id status requestStatus lineItems(first: 5) { nodes { id totalQuantity remainingQuantity lineItem { id title quantity fulfillableQuantity } } } } } } userErrors { field message } } }",
    requested: 39,
  },
  {
    capture: "orders/fulfillment-create-multi-group, create",
    query:
      "mutation($order: OrderCreateOrderInput!){ orderCreate(order:$order){ order { id fulfillmentOrders(first: 10) { nodes { id status requestStatus assignedLocation { name location { id name } } lineItems(first: 10) { nodes { id totalQuantity remainingQuantity lineItem { id title } } } } } } userErrors { field message } } }",
    requested: 64,
  },
  {
    capture: "orders/fulfillment-create-preconditions, create",
    query:
      "mutation($order: OrderCreateOrderInput!){ orderCreate(order:$order){ order { id fulfillments(first: 5) { id status displayStatus trackingInfo { number url company } } fulfillmentOrders(first: 10) { nodes { id status lineItems(first: 10) { nodes { id remainingQuantity lineItem { id } } } } } } userErrors { field message } } }",
    requested: 58,
  },
];
