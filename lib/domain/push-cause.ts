/** A named cause of a leg's trouble, in words for the operator, and what to do about it. */
export type PushCause = { code: string; message: string; remedy: string };

type RemoteError = { code: string | null; field: string | null; message: string };

const fieldRemedies: { pattern: RegExp; code: string; remedy: string }[] = [
  {
    pattern: /address/i,
    code: "address_refused",
    remedy: "Correct the shipping address in the destination store, then retry.",
  },
  {
    pattern: /lineItems/i,
    code: "items_refused",
    remedy: "Check that the mapped product still exists in the source store, then retry.",
  },
  { pattern: /email/i, code: "email_refused", remedy: "Correct the order's e-mail address, then retry." },
  { pattern: /phone/i, code: "phone_refused", remedy: "Correct the order's phone number, then retry." },
  { pattern: /tags/i, code: "tags_refused", remedy: "Shorten or remove the order's tags, then retry." },
];

/** Names a refusal by its code and field; the words of the source store are kept as they came. */
export function refusalCause(errors: readonly RemoteError[]): PushCause {
  const message = errors.map((error) => error.message).join(" ") || "The source store gave no reason.";
  if (errors.some((error) => error.code === "INVENTORY_CLAIM_FAILED")) {
    return {
      code: "out_of_stock",
      message: `The source store does not have enough stock. It answered: ${message}`,
      remedy: "Ask the supplier to restock or to allow overselling, then retry.",
    };
  }
  if (errors.some((error) => error.code === "SHOP_DORMANT")) {
    return {
      code: "shop_dormant",
      message: `The source store is not in operation. It answered: ${message}`,
      remedy: "Ask the supplier to reopen the store, then retry.",
    };
  }
  for (const { pattern, code, remedy } of fieldRemedies) {
    if (errors.some((error) => error.field !== null && pattern.test(error.field))) {
      return { code, message: `The source store refused the order: ${message}`, remedy };
    }
  }
  return {
    code: "refused",
    message: `The source store refused the order: ${message}`,
    remedy: "Correct what the source store names, then retry.",
  };
}

const failures: Record<string, { message: string; remedy: string; waitMs: number }> = {
  throttled: {
    message: "The store's rate limit is used up.",
    remedy: "Nothing to do: it is sent when the limit allows.",
    waitMs: 2_000,
  },
  rate_limited: {
    message: "The store asked to slow down.",
    remedy: "Nothing to do: it is sent when the limit allows.",
    waitMs: 5_000,
  },
  connection_refused: {
    message: "The store cannot be reached.",
    remedy: "Nothing to do: it is tried again.",
    waitMs: 15_000,
  },
  unauthorized: {
    message: "The store no longer accepts our access token.",
    remedy: "Connect the store again.",
    waitMs: 900_000,
  },
  payment_required: {
    message: "The store is frozen because its Shopify bill is unpaid.",
    remedy: "Ask the store's owner to settle it.",
    waitMs: 900_000,
  },
  forbidden: {
    message: "The store refuses the app.",
    remedy: "Ask the store's owner to approve the app again.",
    waitMs: 900_000,
  },
  access_denied: {
    message: "The app lacks a permission in the store.",
    remedy: "Connect the store again and grant the permission.",
    waitMs: 900_000,
  },
  locked: {
    message: "Shopify has locked the store.",
    remedy: "Ask the store's owner to contact Shopify.",
    waitMs: 900_000,
  },
  not_found: {
    message: "Shopify does not know the store.",
    remedy: "Check that the store still exists, then connect it again.",
    waitMs: 900_000,
  },
};

/** Names a failed call, and how long to wait before the next try in milliseconds. */
export function failureCause(code: string): PushCause & { waitMs: number } {
  const known = failures[code];
  if (known) return { code, ...known };
  return {
    code,
    message: "The store did not give a usable answer.",
    remedy: "Nothing to do: it is tried again.",
    waitMs: 15_000,
  };
}

/** Failures that stand until somebody acts: they become a problem of the store. */
export const standingFailures: ReadonlySet<string> = new Set([
  "unauthorized",
  "payment_required",
  "forbidden",
  "access_denied",
  "locked",
  "not_found",
]);
