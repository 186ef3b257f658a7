const money = "{ shopMoney { amount currencyCode } }";

/** Both sides of a MoneyBag: the shop's currency, and the one that the shopper saw. */
const bag = "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }";

const address =
  "{ firstName lastName company address1 address2 city provinceCode province zip countryCodeV2 country phone }";

const line = `
  id title variantTitle sku vendor quantity currentQuantity unfulfilledQuantity
  requiresShipping isGiftCard customAttributes { key value } variant { id } product { id }
  originalUnitPriceSet ${bag}`;

const fulfillmentOrder = (lines: string) => `
  id status fulfillAt fulfillmentHolds { reason }
  lineItems(${lines}) { nodes { remainingQuantity lineItem { id } } pageInfo { hasNextPage endCursor } }`;

const sourceOrder = "id name createdAt cancelledAt displayFinancialStatus displayFulfillmentStatus";

const sourceLine = `
  id quantity currentQuantity unfulfilledQuantity variant { id }
  customAttributes { key value }`;

const variant = "id title sku price taxable product { title } inventoryItem { requiresShipping }";

/**
 * Every operation that is sent to the Admin API, by name. A test validates each against Shopify's schema. First pages
 * are small, because Shopify charges a query by the requested size, not by the number of results.
 */
export const operations = {
  readOrder: `query ReadOrder($id: ID!, $work: Boolean!, $risk: Boolean!) {
    order(id: $id) {
      id name createdAt processedAt updatedAt cancelledAt cancelReason closedAt test
      displayFinancialStatus displayFulfillmentStatus sourceName currencyCode
      presentmentCurrencyCode
      netPaymentSet ${bag} currentTotalPriceSet ${bag} totalPriceSet ${bag} subtotalPriceSet ${bag}
      totalShippingPriceSet ${bag} totalTaxSet ${bag} totalDiscountsSet ${bag}
      totalTipReceivedSet ${money} totalReceivedSet ${bag} totalRefundedSet ${bag} totalOutstandingSet ${bag}
      email phone note tags customAttributes { key value }
      customer { firstName lastName }
      shippingAddress ${address} billingAddress ${address}
      shippingLines(first: 5) { nodes { title code discountedPriceSet ${bag} } }
      lineItems(first: 20) { nodes { ${line} } pageInfo { hasNextPage endCursor } }
      risk @include(if: $risk) { recommendation assessments { riskLevel } }
      fulfillmentOrders(first: 3) @include(if: $work) {
        nodes { ${fulfillmentOrder("first: 10")} } pageInfo { hasNextPage endCursor }
      }
    }
  }`,

  readFulfillmentOrders: `query ReadFulfillmentOrders($id: ID!, $after: String) {
    order(id: $id) {
      updatedAt
      fulfillmentOrders(first: 20, after: $after) {
        nodes { ${fulfillmentOrder("first: 20")} } pageInfo { hasNextPage endCursor }
      }
    }
  }`,

  readFulfillmentOrderLines: `query ReadFulfillmentOrderLines($id: ID!, $after: String) {
    fulfillmentOrder(id: $id) { ${fulfillmentOrder("first: 100, after: $after")} }
  }`,

  findFulfillmentOrder: `query FindFulfillmentOrder($id: ID!) {
    fulfillmentOrder(id: $id) { orderId }
  }`,

  readOrderLines: `query ReadOrderLines($id: ID!, $after: String) {
    order(id: $id) {
      updatedAt
      lineItems(first: 100, after: $after) { nodes { ${line} } pageInfo { hasNextPage endCursor } }
    }
  }`,

  readTipLines: `query ReadTipLines($id: ID!, $after: String, $salesAfter: String) {
    order(id: $id) {
      updatedAt
      agreements(first: 1, after: $after) {
        nodes {
          sales(first: 250, after: $salesAfter) {
            nodes { ... on TipSale { lineItem { id } } } pageInfo { hasNextPage endCursor }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`,

  createOrder: `mutation CreateOrder(
    $order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput, $lines: Int!
  ) {
    orderCreate(order: $order, options: $options) {
      order { ${sourceOrder} lineItems(first: $lines) { nodes { ${sourceLine} } pageInfo { hasNextPage } } }
      userErrors { code field message }
    }
  }`,

  readSourceOrder: `query ReadSourceOrder($id: ID!, $after: String) {
    order(id: $id) {
      ${sourceOrder}
      lineItems(first: 50, after: $after) { nodes { ${sourceLine} } pageInfo { hasNextPage endCursor } }
    }
  }`,

  readRecentOrders: `query ReadRecentOrders($after: String) {
    orders(first: 250, sortKey: CREATED_AT, reverse: true, after: $after) {
      nodes {
        id name createdAt cancelledAt sourceIdentifier poNumber tags note
        customAttributes { key value } app { name }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`,

  readShippedUnits: `query ReadShippedUnits($id: ID!) {
    order(id: $id) {
      fulfillments(first: 10) {
        status
        fulfillmentLineItems(first: 20) { nodes { quantity lineItem { id } } pageInfo { hasNextPage } }
      }
    }
  }`,

  listFulfillments: `query ListFulfillments($id: ID!) {
    order(id: $id) { fulfillments(first: 250) { id status } }
  }`,

  readFulfillmentLines: `query ReadFulfillmentLines($id: ID!, $after: String) {
    fulfillment(id: $id) {
      fulfillmentLineItems(first: 50, after: $after) {
        nodes { quantity lineItem { id } } pageInfo { hasNextPage endCursor }
      }
    }
  }`,

  findOrderByMark: `query FindOrderByMark($mark: String!, $search: String!) {
    orderByIdentifier(identifier: { customId: { namespace: "$app:crossdock", key: "origin", value: $mark } }) {
      id
    }
    orders(first: 10, query: $search) { nodes { id sourceIdentifier } }
  }`,

  readShop: `query ReadShop {
    shop { id name myshopifyDomain currencyCode ianaTimezone plan { publicDisplayName } }
    currentAppInstallation { accessScopes { handle } }
  }`,

  readVariants: `query ReadVariants($query: String, $after: String) {
    shop { currencyCode }
    productVariants(first: 100, query: $query, after: $after) {
      nodes { ${variant} }
      pageInfo { hasNextPage endCursor }
    }
  }`,

  readVariantsById: `query ReadVariantsById($ids: [ID!]!) {
    shop { currencyCode }
    nodes(ids: $ids) { ... on ProductVariant { ${variant} } }
  }`,

  createOriginDefinition: `mutation CreateOriginDefinition($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      createdDefinition { id }
      userErrors { code field message }
    }
  }`,

  listWebhookSubscriptions: `query ListWebhookSubscriptions($after: String) {
    webhookSubscriptions(first: 100, after: $after) {
      nodes { id topic uri includeFields }
      pageInfo { hasNextPage endCursor }
    }
  }`,

  createWebhookSubscription: `mutation CreateWebhookSubscription(
    $topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!
  ) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) {
      webhookSubscription { id }
      userErrors { field message }
    }
  }`,

  updateWebhookSubscription: `mutation UpdateWebhookSubscription(
    $id: ID!, $subscription: WebhookSubscriptionInput!
  ) {
    webhookSubscriptionUpdate(id: $id, webhookSubscription: $subscription) {
      webhookSubscription { id }
      userErrors { field message }
    }
  }`,

  deleteWebhookSubscription: `mutation DeleteWebhookSubscription($id: ID!) {
    webhookSubscriptionDelete(id: $id) {
      deletedWebhookSubscriptionId
      userErrors { field message }
    }
  }`,
} as const;
