"use server";

import { z } from "zod";
import { parseShopDomain } from "@/lib/domain/installations/shop-domain";
import { getEnv } from "@/lib/env";
import { beginGrant } from "@/lib/services/installations/begin-grant";
import { connectOwnShop } from "@/lib/services/stores/connect-own-shop";
import { chooseMerchant } from "@/lib/services/stores/merchants/choose-merchant";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";
import { merchantSchema, rolesSchema } from "../store-use-schema";

/** Begins to connect a shop. The answer has the address of Shopify's consent page. */
export const begin = defineAction(
  {
    permission: "stores.connect",
    schema: z.object({
      app: idSchema,
      shop: z.string().max(500),
      roles: rolesSchema,
      oldOrders: z.boolean(),
      merchant: merchantSchema,
    }),
  },
  async (ctx, input) => {
    if (ctx.scope.merchantIds !== null) return { kind: "limited" as const };
    const shopDomain = parseShopDomain(input.shop);
    if (!shopDomain) return { kind: "unknown_shop" as const };
    const merchantId = await chooseMerchant(ctx, input.merchant);
    const { origin, shopifyBaseUrl } = getEnv();
    return beginGrant(ctx, {
      ...{ appHandle: input.app, shopDomain, merchantId, roles: input.roles, oldOrders: input.oldOrders },
      ...{ origin, shopifyBaseUrl },
    });
  },
);

/** Connects a shop of the app's own Shopify organization, without a consent page. */
export const connectOwn = defineAction(
  {
    permission: "stores.connect",
    schema: z.object({
      ...{ app: idSchema, shop: z.string().max(500), roles: rolesSchema, merchant: merchantSchema },
    }),
  },
  async (ctx, input) => {
    if (ctx.scope.merchantIds !== null) return { kind: "limited" as const };
    const shopDomain = parseShopDomain(input.shop);
    if (!shopDomain) return { kind: "unknown_shop" as const };
    const merchantId = await chooseMerchant(ctx, input.merchant);
    const { origin } = getEnv();
    return connectOwnShop(ctx, {
      ...{ appHandle: input.app, shopDomain, merchantId, roles: input.roles, origin },
    });
  },
);
