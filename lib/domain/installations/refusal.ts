import { codesOf } from "@/lib/domain/values/code-table";
import type { Cause } from "./cause";

/** One of Shopify's user errors. `field` is its path joined with dots. */
export type UserError = { code: string | null; field: string | null; message: string };

/** Every way in which a source store refuses an order. */
export type RefusalCode =
  | "mark_taken"
  | "out_of_stock"
  | "shop_dormant"
  | "date_refused"
  | "customer_refused"
  | "tax_refused"
  | "fulfillment_service_refused"
  | "address_refused"
  | "items_refused"
  | "email_refused"
  | "phone_refused"
  | "tags_refused"
  | "refused";

type Refusal = Cause & {
  /** `look_up`: the refusal says that an order with our mark exists. */
  next: "reject" | "look_up";
  /**
   * The user errors that this refusal matches: code and field must match where given. The message is never used,
   * because Shopify may change it.
   */
  matches: { codes?: readonly string[]; field?: RegExp };
};

/**
 * The reason lies in the order: another supplier would refuse it too, and every send discloses the shopper's data
 * again.
 */
const ofOrder = {
  responsible: "agency",
  next: "reject",
  showsAnswer: true,
  becomesProblem: false,
  fixedWait: false,
  offeredToNextSupplier: false,
} as const;

/** The reason lies with the supplier: another supplier may accept the order. */
const ofSupplier = { ...ofOrder, responsible: "supplier", offeredToNextSupplier: true } as const;

const byHand = "Retry. If it is refused again, enter the order in the source store by hand.";

/** Texts and traits of every refusal. The first entry that matches applies, so `refused` is the last. */
export const refusals: Readonly<Record<RefusalCode, Refusal>> = {
  mark_taken: {
    ...ofOrder,
    label: "Order exists already",
    message: "The source store reports that it has an order with this mark already.",
    remedy: "No action is needed: Crossdock looks the order up.",
    responsible: "crossdock",
    next: "look_up",
    matches: { codes: ["TAKEN"], field: /metafields/i },
  },
  out_of_stock: {
    ...ofSupplier,
    label: "Out of stock",
    message: "The source store does not have enough stock.",
    remedy: "Ask the supplier to restock or to allow overselling, then retry.",
    matches: { codes: ["INVENTORY_CLAIM_FAILED"] },
  },
  shop_dormant: {
    ...ofSupplier,
    label: "Source store dormant",
    message: "The source store is not in operation.",
    remedy: "Ask the supplier to reopen the store, then retry.",
    matches: { codes: ["SHOP_DORMANT"] },
  },
  date_refused: {
    ...ofOrder,
    label: "Date refused",
    message: "The source store refused the order's date.",
    remedy: byHand,
    matches: { codes: ["PROCESSED_AT_INVALID"] },
  },
  customer_refused: {
    ...ofOrder,
    label: "Customer refused",
    message: "The source store refused the order's customer.",
    remedy: "Correct the order's customer in the destination store, then retry.",
    matches: { codes: ["REDUNDANT_CUSTOMER_FIELDS"] },
  },
  tax_refused: {
    ...ofOrder,
    label: "Tax refused",
    message: "The source store refused the order's tax lines.",
    remedy: byHand,
    matches: { codes: ["TAX_LINE_RATE_MISSING"] },
  },
  fulfillment_service_refused: {
    ...ofOrder,
    label: "Fulfillment service refused",
    message: "The source store refused the fulfillment service of an item.",
    remedy: "Ask the supplier which location fulfils the mapped product, then retry.",
    responsible: "supplier",
    matches: { codes: ["FULFILLMENT_SERVICE_INVALID"] },
  },
  address_refused: {
    ...ofOrder,
    label: "Address refused",
    message: "The source store refused the address.",
    remedy: "Correct the shipping address in the destination store, then retry.",
    matches: { field: /address/i },
  },
  items_refused: {
    ...ofSupplier,
    label: "Items refused",
    message: "The source store refused an item.",
    remedy: "Check that the mapped product still exists in the source store, then retry.",
    matches: { field: /lineItems/i },
  },
  email_refused: {
    ...ofOrder,
    label: "E-mail address refused",
    message: "The source store refused the e-mail address.",
    remedy: "Correct the order's e-mail address, then retry.",
    matches: { field: /email/i },
  },
  phone_refused: {
    ...ofOrder,
    label: "Phone number refused",
    message: "The source store refused the phone number.",
    remedy: "Correct the order's phone number, then retry.",
    matches: { field: /phone/i },
  },
  tags_refused: {
    ...ofOrder,
    label: "Tags refused",
    message: "The source store refused the order's tags.",
    remedy: "Shorten or remove the order's tags, then retry.",
    matches: { field: /tags/i },
  },
  refused: {
    ...ofOrder,
    label: "Refused",
    message: "The source store refused the order.",
    remedy: "Correct what the source store names, then retry.",
    matches: {},
  },
};

/** Classifies a refused `orderCreate` by the codes and fields of its user errors. */
export function nameRefusal(errors: readonly UserError[]): RefusalCode {
  for (const code of codesOf(refusals)) {
    if (errors.some((error) => matches(refusals[code], error))) return code;
  }
  return "refused";
}

function matches({ matches: { codes, field } }: Refusal, error: UserError): boolean {
  if (codes && !(error.code !== null && codes.includes(error.code))) return false;
  return field === undefined || (error.field !== null && field.test(error.field));
}

/** The codes of Shopify's enum `OrderCreateUserErrorCode`, which has none for the development stores' limit. */
const orderCreateCodes: ReadonlySet<string> = new Set([
  ...["FULFILLMENT_SERVICE_INVALID", "INVALID", "INVENTORY_CLAIM_FAILED", "PROCESSED_AT_INVALID"],
  ...["REDUNDANT_CUSTOMER_FIELDS", "SHOP_DORMANT", "TAX_LINE_RATE_MISSING"],
]);

/**
 * Whether a refusal is the development stores' limit of five orders a minute. Shopify reports this limit only in the
 * message, without a code. The message counts only if the error is the only one, has none of the enum's codes, and
 * refers to no field of the order.
 */
export function isCreateLimit(errors: readonly UserError[]): boolean {
  const [error, ...others] = errors;
  if (!error || others.length > 0) return false;
  if (error.code !== null && orderCreateCodes.has(error.code)) return false;
  if (error.field !== null && error.field !== "order") return false;
  return /too many attempts/i.test(error.message);
}
