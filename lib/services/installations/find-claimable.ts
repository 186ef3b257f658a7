import { listUnclaimed } from "@/db/system/installations/shop-installs";
import type { Ctx } from "@/lib/services/core/context";
import { digestState } from "./begin-grant";

type Claimable =
  | { kind: "found"; install: Awaited<ReturnType<typeof listUnclaimed>>[number]; browserDigest: string }
  /** It expired, was claimed, waits in another browser, or the user is limited to some merchants. */
  | { kind: "not_found" }
  /** The app belongs to another organization. */
  | { kind: "other_organization" };

/**
 * Finds an unclaimed installation that the organization may claim, in the browser that came through Shopify's signed
 * install.
 *
 * Proved by `tests/http/identity/shop-installs.test.ts`.
 *
 * @param input.browserSecret the secret in the browser's cookie; null without one
 */
export async function findClaimable(
  ctx: Ctx,
  input: { installId: string; browserSecret: string | null },
): Promise<Claimable> {
  const { installId, browserSecret } = input;
  if (browserSecret === null || ctx.scope.merchantIds !== null) return { kind: "not_found" };
  const { organizationId } = ctx.scope;
  const at = await ctx.clock.now();
  const browserDigest = digestState(browserSecret);
  const install = (await listUnclaimed(ctx.db, { browserDigest, at })).find(({ id }) => id === installId);
  if (!install) return { kind: "not_found" };
  const isForeign = (owner: string | null) => owner !== null && owner !== organizationId;
  if (isForeign(install.app.ownerOrganizationId)) return { kind: "other_organization" };
  return isForeign(install.claimedBy) ? { kind: "not_found" } : { kind: "found", install, browserDigest };
}
