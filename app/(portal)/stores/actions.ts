"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { storeSwitches } from "@/lib/domain/stores/store-switch";
import { mapCodes } from "@/lib/domain/values/code-table";
import { getEnv } from "@/lib/env";
import { requestLooks } from "@/lib/services/moving/request-looks";
import { startAutomaticPush } from "@/lib/services/moving/start-automatic-push";
import { authorizeAgain } from "@/lib/services/stores/authorize-again";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { checkStore } from "@/lib/services/stores/check-store";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

const switches = mapCodes(storeSwitches, () => z.boolean().optional());

/** Lets a source store supply a destination store. */
export const connectPair = defineAction(
  {
    permission: "stores.connect",
    schema: z.object({ destinationStoreId: idSchema, sourceStoreId: idSchema }),
  },
  async (ctx, input) => {
    try {
      const result = await connectStores(ctx, input);
      refresh();
      return result;
    } catch (error) {
      if (!(error instanceof ShopifyFailure)) throw error;
      const { message, remedy } = remoteErrors[error.code];
      return { kind: "failed" as const, message: `${message} ${remedy}` };
    }
  },
);

/** Begins to authorize the app of a store again. The answer has the address of Shopify's consent page. */
export const authorizeStore = defineAction(
  { permission: "stores.connect", schema: z.object({ storeId: idSchema }) },
  async (ctx, { storeId }) => {
    const { origin, shopifyBaseUrl } = getEnv();
    return authorizeAgain(ctx, { storeId, origin, shopifyBaseUrl });
  },
);

/** Checks the webhooks, the plan, the access scopes and the customer data of a store now, and repairs its webhooks. */
export const checkStoreNow = defineAction(
  { permission: "stores.connect", schema: z.object({ storeId: idSchema }) },
  async (ctx, { storeId }) => {
    const result = await checkStore(ctx, { storeId, origin: getEnv().origin });
    refresh();
    if (result.kind !== "failed") return result;
    const { message, remedy } = remoteErrors[result.code];
    return { kind: "failed" as const, message: `${message} ${remedy}` };
  },
);

/** Looks for orders that another app pushed to the suppliers of a destination store. */
export const lookForOtherApps = defineAction(
  { permission: "settings.write", schema: z.object({ storeId: idSchema }) },
  async (ctx, input) => {
    const result = await requestLooks(ctx, input);
    refresh();
    return result;
  },
);

/** Starts automatic push of a destination store now, after the user saw what other apps pushed. */
export const beginAutomaticPush = defineAction(
  {
    permission: "settings.write",
    schema: z.object({ storeId: idSchema, confirmedOrders: z.number().int().min(0) }),
  },
  async (ctx, input) => {
    const result = await startAutomaticPush(ctx, input);
    refresh();
    return result;
  },
);

/** Changes settings of a store. Settings that are left out stay as they are. */
export const saveStoreSettings = defineAction(
  {
    permission: "settings.write",
    schema: z.object({
      storeId: idSchema,
      autoPush: z.literal(false).optional(),
      approval: z.enum(["automatic", "moderated"]).optional(),
      ...switches,
      connections: z
        .array(z.object({ connectionId: idSchema, autoPush: z.boolean() }))
        .max(100)
        .optional(),
    }),
  },
  async (ctx, input) => {
    const result = await changeStoreSettings(ctx, input);
    refresh();
    return result;
  },
);
