import { describe, expect, it } from "vitest";
import { dataOf } from "../harness/answers";
import { SHOP, sandboxBench } from "../harness/bench";
import type { OrderView } from "../harness/views";

const bench = sandboxBench();

const MONEY = "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }";
const ADDRESS = `{ firstName lastName name company address1 address2 city province provinceCode country countryCodeV2
  zip phone coordinatesValidated validationResultSummary }`;
const TAX = `taxLines { title rate priceSet ${MONEY} }`;

/** All fields that an order list and an order page need. */
const PARTS: Record<string, string> = {
  identity:
    "id legacyResourceId name number confirmationNumber sourceIdentifier sourceName app { id name } attribution { handle displayName }",
  dates: "createdAt processedAt updatedAt cancelledAt closedAt",
  state: `displayFinancialStatus displayFulfillmentStatus returnStatus cancelReason cancellation { staffNote } closed
    confirmed edited fullyPaid unpaid test fulfillable requiresShipping canMarkAsPaid merchantEditable
    merchantEditableErrors`,
  people: `customer { id displayName } email phone billingAddress ${ADDRESS} shippingAddress ${ADDRESS}`,
  texts:
    "note tags customAttributes { key value } poNumber metafields(first: 5) { nodes { namespace key value } }",
  money: [
    "totalPriceSet currentTotalPriceSet originalTotalPriceSet subtotalPriceSet totalShippingPriceSet totalTaxSet",
    "totalDiscountsSet totalReceivedSet totalRefundedSet totalOutstandingSet netPaymentSet",
  ]
    .join(" ")
    .split(" ")
    .map((name) => `${name} ${MONEY}`)
    .concat("currencyCode presentmentCurrencyCode taxesIncluded")
    .join(" "),
  shipping: `shippingLines(first: 5, includeRemovals: false) { nodes { title code source carrierIdentifier
    originalPriceSet ${MONEY} discountedPriceSet ${MONEY} currentDiscountedPriceSet ${MONEY} ${TAX} isRemoved custom phone } }`,
  risk: "risk { recommendation assessments { riskLevel provider { title } facts { description sentiment } } }",
  lines: `lineItems(first: 9) { nodes { id name title variantTitle sku vendor quantity currentQuantity unfulfilledQuantity
    nonFulfillableQuantity refundableQuantity requiresShipping isGiftCard customAttributes { key value }
    variant { id sku barcode } product { id } originalUnitPriceSet ${MONEY} discountedUnitPriceSet ${MONEY}
    discountedUnitPriceAfterAllDiscountsSet ${MONEY} ${TAX} lineItemGroup { id } image { url }
    discountAllocations { allocatedAmountSet ${MONEY} discountApplication { index targetType } } } }`,
  fulfillment: `fulfillmentOrders(first: 5, displayable: false) { nodes { id status requestStatus
      supportedActions { action } fulfillmentHolds { id reason reasonNotes }
      assignedLocation { name location { id } }
      lineItems(first: 9) { nodes { id totalQuantity remainingQuantity sku lineItem { id } } } } }
    fulfillments(first: 5) { id status displayStatus trackingInfo { company number url }
      fulfillmentLineItems(first: 9) { nodes { quantity lineItem { id } } } }
    refunds(first: 5) { id note createdAt refundLineItems(first: 9) { nodes { quantity restockType lineItem { id } } } }
    returns(first: 1) { nodes { id } } agreements(first: 1) { nodes { happenedAt reason } }
    events(first: 9) { nodes { action message createdAt } } transactions(first: 5) { kind status gateway }`,
};

async function busyOrder(): Promise<OrderView> {
  const order = await bench.control.post<OrderView>(`/shops/${SHOP}/orders`, {
    lineItems: [
      { sku: "MUG-BLUE", quantity: 3, properties: { a: "b" } },
      { title: "Custom", price: "1.00" },
    ],
    email: "ada@example.com",
    customer: { firstName: "Ada", lastName: "E" },
    shippingAddress: {
      firstName: "Ada",
      lastName: "E",
      address1: "1",
      city: "Ulm",
      countryCode: "DE",
      zip: "1",
    },
    shippingLine: { title: "DHL", price: "3.90" },
    discount: { code: "FIVE", amount: "5.00" },
  });
  await bench.act(order.id, "fulfill", {
    lines: [{ index: 0, quantity: 1 }],
    tracking: { company: "DHL", number: "1" },
  });
  await bench.act(order.id, "refund", { lines: [{ index: 1, quantity: 1 }] });
  return order;
}

describe("reading an order", () => {
  it.each(Object.keys(PARTS))("answers all fields: %s", async (part) => {
    const { id } = await busyOrder();
    const answer = await bench.graphql<{ order: Record<string, unknown> }>(
      `query($id: ID!) { order(id: $id) { ${PARTS[part]} } }`,
      { id },
    );
    expect(Object.keys(dataOf(answer).order).length).toBeGreaterThan(0);
  });

  it("distinguishes ordered, current and shippable quantities", async () => {
    const { id } = await busyOrder();
    const query = `query($id: ID!) { order(id: $id) { displayFulfillmentStatus displayFinancialStatus
      lineItems(first: 9) { nodes { quantity currentQuantity unfulfilledQuantity refundableQuantity
        discountAllocations { allocatedAmountSet { shopMoney { amount } } } } }
      events(first: 9) { nodes { action } } } }`;
    expect(dataOf(await bench.graphql(query, { id }))).toEqual({
      order: {
        displayFulfillmentStatus: "PARTIALLY_FULFILLED",
        displayFinancialStatus: "PARTIALLY_REFUNDED",
        lineItems: {
          nodes: [
            {
              quantity: 3,
              currentQuantity: 3,
              unfulfilledQuantity: 2,
              refundableQuantity: 3,
              discountAllocations: [{ allocatedAmountSet: { shopMoney: { amount: "4.87" } } }],
            },
            {
              quantity: 1,
              currentQuantity: 0,
              unfulfilledQuantity: 0,
              refundableQuantity: 0,
              discountAllocations: [{ allocatedAmountSet: { shopMoney: { amount: "0.13" } } }],
            },
          ],
        },
        events: { nodes: [{ action: "create" }, { action: "fulfillment_success" }, { action: "refund" }] },
      },
    });
  });

  it("answers null for unknown orders (order-empty-state)", async () => {
    for (const id of ["gid://shopify/Order/0", "gid://shopify/Order/999999999999"]) {
      expect(dataOf(await bench.graphql("query($id: ID!) { order(id: $id) { id } }", { id }))).toEqual({
        order: null,
      });
    }
  });

  it("answers the shop, its products, variants, stock and locations", async () => {
    const query = `{
      shop { id name myshopifyDomain currencyCode enabledPresentmentCurrencies ianaTimezone taxesIncluded taxShipping
        orderNumberFormatPrefix orderNumberFormatSuffix setupRequired
        plan { publicDisplayName partnerDevelopment shopifyPlus } }
      locations(first: 5) { nodes { id name isActive } }
      products(first: 5) { nodes { id title status vendor variants(first: 5) { nodes { id sku } } } }
      productVariants(first: 9, query: "sku:'MUG-BLUE'") { nodes { id sku barcode price title displayName
        inventoryQuantity inventoryPolicy product { title status }
        inventoryItem { id tracked requiresShipping inventoryLevels(first: 5) { nodes { location { name }
          quantities(names: ["available", "committed", "on_hand"]) { name quantity } } } } } } }`;
    await busyOrder();
    expect(dataOf(await bench.graphql(query))).toMatchObject({
      shop: {
        name: "Supplier",
        myshopifyDomain: SHOP,
        currencyCode: "EUR",
        plan: { publicDisplayName: "Basic" },
      },
      locations: { nodes: [{ name: "Main warehouse" }] },
      products: { nodes: [{ title: "Mug" }, { title: "Poster" }] },
      productVariants: {
        nodes: [
          {
            price: "12.50",
            inventoryQuantity: 2,
            inventoryItem: {
              tracked: true,
              inventoryLevels: {
                nodes: [
                  {
                    quantities: [
                      { name: "available", quantity: 2 },
                      { name: "committed", quantity: 2 },
                      { name: "on_hand", quantity: 4 },
                    ],
                  },
                ],
              },
            },
          },
        ],
      },
    });
  });
});
