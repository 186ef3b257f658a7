import { isRemoteErrorCode, remoteErrors } from "@/lib/domain/installations/remote-error";

/** A named cause of a leg's trouble, in words for the operator, and what to do about it. */
export type PushCause = { code: string; message: string; remedy: string };

/** One user error as Shopify gave it; `field` is its path joined with dots. */
type UserError = { code: string | null; field: string | null; message: string };

type RefusalCode =
  | "out_of_stock"
  | "shop_dormant"
  | "mark_taken"
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

/** A refused order: `look_up` where the refusal itself says that an order with our mark is there already. */
type Refusal = PushCause & { code: RefusalCode; next: "reject" | "look_up" };

type Rule = {
  code: RefusalCode;
  codes?: readonly string[];
  field?: RegExp;
  says?: string;
  remedy: string;
  next?: "look_up";
};

/** What is looked at, first match first: the user error's code, then the field that it names; never its text. */
const rules: readonly Rule[] = [
  {
    code: "mark_taken",
    codes: ["TAKEN"],
    field: /metafields/i,
    says: "The source store says that it has an order with this mark already.",
    remedy: "Nothing to do: the order is looked up.",
    next: "look_up",
  },
  {
    code: "out_of_stock",
    codes: ["INVENTORY_CLAIM_FAILED"],
    says: "The source store does not have enough stock.",
    remedy: "Ask the supplier to restock or to allow overselling, then retry.",
  },
  {
    code: "shop_dormant",
    codes: ["SHOP_DORMANT"],
    says: "The source store is not in operation.",
    remedy: "Ask the supplier to reopen the store, then retry.",
  },
  {
    code: "date_refused",
    codes: ["PROCESSED_AT_INVALID"],
    remedy: "Retry. If it is refused again, enter the order in the source store by hand.",
  },
  {
    code: "customer_refused",
    codes: ["REDUNDANT_CUSTOMER_FIELDS"],
    remedy: "Correct the order's customer in the destination store, then retry.",
  },
  {
    code: "tax_refused",
    codes: ["TAX_LINE_RATE_MISSING"],
    remedy: "Retry. If it is refused again, enter the order in the source store by hand.",
  },
  {
    code: "fulfillment_service_refused",
    codes: ["FULFILLMENT_SERVICE_INVALID"],
    remedy: "Ask the supplier which location fulfils the mapped product, then retry.",
  },
  {
    code: "address_refused",
    field: /address/i,
    remedy: "Correct the shipping address in the destination store, then retry.",
  },
  {
    code: "items_refused",
    field: /lineItems/i,
    remedy: "Check that the mapped product still exists in the source store, then retry.",
  },
  { code: "email_refused", field: /email/i, remedy: "Correct the order's e-mail address, then retry." },
  { code: "phone_refused", field: /phone/i, remedy: "Correct the order's phone number, then retry." },
  { code: "tags_refused", field: /tags/i, remedy: "Shorten or remove the order's tags, then retry." },
];

/** Names a refusal by its codes and fields; the words of the source store are kept as they came. */
export function refusalCause(errors: readonly UserError[]): Refusal {
  const words = errors.map((error) => error.message).join(" ") || "The source store gave no reason.";
  const rule = rules.find((each) => errors.some((error) => matches(each, error)));
  return {
    code: rule?.code ?? "refused",
    message: rule?.says
      ? `${rule.says} It answered: ${words}`
      : `The source store refused the order: ${words}`,
    remedy: rule?.remedy ?? "Correct what the source store names, then retry.",
    next: rule?.next ?? "reject",
  };
}

function matches(rule: Rule, error: UserError): boolean {
  if (rule.codes && !(error.code !== null && rule.codes.includes(error.code))) return false;
  return rule.field === undefined || (error.field !== null && rule.field.test(error.field));
}

/** The codes of `OrderCreateUserErrorCode`, beside which the development stores' limit has none. */
const orderCreateCodes: ReadonlySet<string> = new Set([
  ...["FULFILLMENT_SERVICE_INVALID", "INVALID", "INVENTORY_CLAIM_FAILED", "PROCESSED_AT_INVALID"],
  ...["REDUNDANT_CUSTOMER_FIELDS", "SHOP_DORMANT", "TAX_LINE_RATE_MISSING"],
]);

/**
 * Whether a refusal is the development stores' limit of five orders a minute. Shopify gives it no code of its own
 * and tells it in words only, so the words count for nothing unless the error stands alone, names none of the
 * schema's codes, and points at nothing in the order.
 */
export function isCreateLimit(errors: readonly UserError[]): boolean {
  const [error, ...others] = errors;
  if (!error || others.length > 0) return false;
  if (error.code !== null && orderCreateCodes.has(error.code)) return false;
  if (error.field !== null && error.field !== "order") return false;
  return /too many attempts/i.test(error.message);
}

/**
 * Explains a failed call, and how long to wait before the next try in milliseconds.
 *
 * @param code its name; one that is not known (any more) is explained as unknown
 * @param words what the store said; shown where the name alone explains nothing
 */
export function failureCause(code: string, words: string | null = null): PushCause & { waitMs: number } {
  const known = isRemoteErrorCode(code) ? code : "unknown";
  const { message, remedy, waitMs } = remoteErrors[known];
  return {
    code,
    message: words !== null && remoteErrors[known].showsAnswer ? `${message} It answered: ${words}` : message,
    remedy,
    waitMs,
  };
}

/** Failures that stand until somebody acts: they become a problem of the store. */
export const standingFailures: ReadonlySet<string> = new Set(
  Object.entries(remoteErrors)
    .filter(([, error]) => error.becomesProblem)
    .map(([code]) => code),
);
