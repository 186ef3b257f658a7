import type { AdminAnswer } from "./call-admin";
import { ShopifyFailure } from "./failure";

/**
 * Lets an answer of a read pass only without errors. A denied `customer` passes as an order without one: the
 * scope is not needed for anything else.
 *
 * @throws ShopifyFailure `access_denied` or `server_error`
 */
export function refuseErrors(answer: AdminAnswer): void {
  const serious = answer.errors.filter(
    (error) => !(error.code === "ACCESS_DENIED" && error.path.includes("customer")),
  );
  const [first] = serious;
  if (!first) return;
  const code = first.code === "ACCESS_DENIED" ? "access_denied" : "server_error";
  throw new ShopifyFailure(code, first.message, { executed: "unknown" });
}
