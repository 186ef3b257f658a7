import { expect } from "vitest";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { Ctx } from "@/lib/services/core/context";
import { registerApp } from "@/lib/services/installations/apps/register-app";
import { beginGrant } from "@/lib/services/installations/begin-grant";
import { createUser } from "@/lib/services/people/create-user";
import { finishGrant } from "@/lib/services/stores/finish-grant";
import { readStoreList } from "@/lib/services/stores/read-store-list";
import { verifyGrant } from "@/lib/shopify/installations/verify-grant";
import { agencies } from "../agencies";

export const origin = "http://127.0.0.1:9";

/** Creates a database and a sandbox for one test file, and functions that make agencies and their grants. */
export async function grantHarness() {
  const { sandbox, tools, superuserUrl, agency: organization, shop } = await agencies();

  /** An agency with an owner, a registered app that the sandbox knows, and a shop of its own. */
  const agency = async () => {
    const { tag, organizationId, ctx: system, client } = await organization();
    const user = async (label: string) => {
      const { userId } = await createUser(tools, {
        ...{ organizationId, email: `${label}-${tag}@agency.example`, name: label, passwordHash: "none" },
        ...{ role: "owner", merchantIds: null },
      });
      return { ...system, actor: { kind: "user", id: userId, label } } as Ctx;
    };
    const ctx = await user("Mara");
    const { handle } = await registerApp(ctx, { name: "Häfen & Co", ...client });
    await sandbox.control.post("/apps", { ...client, name: "Crossdock", organization: tag });
    const shopDomain = await shop(`shop-${tag}.myshopify.com`);
    return { tag, ctx, user, appHandle: handle, shopDomain, clientSecret: client.clientSecret };
  };

  /** Confirms a grant on the sandbox's consent page. Returns what Shopify sends back. */
  const confirmed = async (url: string, decision = "install"): Promise<URLSearchParams> => {
    const answer = await fetch(url, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ decision }),
    });
    const location = answer.headers.get("location") ?? "";
    expect(location).toMatch(new RegExp(`^${origin}/api/shopify/[^/]+/callback\\?`));
    return new URL(location).searchParams;
  };

  /** Begins a grant and confirms it. Returns what Shopify sends back. */
  const granted = async (
    { ctx, appHandle, shopDomain }: Owner,
    options: {
      roles?: StoreRole[];
      shop?: string;
      decision?: string;
      merchantId?: string | null;
      oldOrders?: boolean;
    } = {},
  ): Promise<URLSearchParams> => {
    const begun = await beginGrant(ctx, {
      ...{ appHandle, shopDomain: options.shop ?? shopDomain, merchantId: options.merchantId ?? null },
      ...{ roles: options.roles ?? ["destination"], oldOrders: options.oldOrders ?? false },
      ...{ origin, shopifyBaseUrl: sandbox.url },
    });
    if (begun.kind !== "begun") throw new Error(begun.kind);
    return confirmed(begun.url, options.decision);
  };

  return { tools, sandbox, superuserUrl, agency, shop, confirmed, granted };
}

export type Agency = Awaited<ReturnType<Awaited<ReturnType<typeof grantHarness>>["agency"]>>;
type Owner = { ctx: Ctx; appHandle: string; shopDomain: string };

export const finish = (ctx: Ctx, appHandle: string, query: URLSearchParams) =>
  finishGrant(ctx, { appHandle, query, origin, verify: verifyGrant });
export const stores = (ctx: Ctx) => readStoreList(ctx, { merchant: null, store: null });
export const refusal = (why: string) => ({ kind: "refused", why, scopes: [] });
