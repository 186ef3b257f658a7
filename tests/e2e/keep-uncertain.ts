import type { Bench } from "@/testing/stack/bench";

/**
 * Makes the next order create in a shop lose its answer, and all later look-ups fail, so that its leg stays uncertain
 * until the faults are deleted.
 *
 * @param kind whether the shop creates the order before its answer is lost
 */
export async function keepUncertain(
  { stack }: Bench,
  shop: string,
  kind: "reply-lost-after-commit" | "reply-lost-before-commit",
): Promise<void> {
  await stack.sandbox.post("/faults", { shop, kind, operation: "orderCreate", times: 1 });
  const lookUp = { kind: "http-status", status: 503, operation: "orderByIdentifier", times: 999 };
  await stack.sandbox.post("/faults", { shop, ...lookUp });
}
