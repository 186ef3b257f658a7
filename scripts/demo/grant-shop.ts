import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { Ctx } from "@/lib/services/core/context";
import { beginGrant } from "@/lib/services/installations/begin-grant";
import type { PortalSession } from "./portal-session";

/** The owner who connects shops, in the portal and in its services. */
export type Granting = {
  /** The context of the owner. */
  ctx: Ctx;
  /** The owner's session in the portal; signs in at the first use. */
  session: () => Promise<PortalSession>;
  appHandle: string;
  origin: string;
  sandboxUrl: string;
};

/**
 * Connects a shop as a user does: begins a grant, confirms it on the sandbox's consent page, and opens the signed address
 * to which the sandbox sends the browser.
 *
 * @returns the id of the store
 */
export async function grantShop(
  { ctx, session, appHandle, origin, sandboxUrl }: Granting,
  shop: { domain: string; merchantId: string | null; role: StoreRole },
): Promise<string> {
  const { open } = await session();
  const begun = await beginGrant(ctx, {
    ...{ appHandle, shopDomain: shop.domain, merchantId: shop.merchantId, roles: [shop.role] },
    ...{ origin, shopifyBaseUrl: sandboxUrl },
  });
  if (begun.kind !== "begun") throw new Error(`${shop.domain} cannot be connected: ${begun.kind}.`);
  const confirmed = await fetch(begun.url, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ decision: "install" }),
  });
  const answered = await open(confirmed.headers.get("location") ?? "");
  const location = answered.headers.get("location") ?? "";
  const storeId = /\/stores\/(sto_\w+)\?connected=/.exec(location)?.[1];
  if (!storeId) throw new Error(`${shop.domain} was not connected: ${answered.status} ${location}`);
  return storeId;
}
