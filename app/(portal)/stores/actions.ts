"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { storeSwitches } from "@/lib/domain/stores/store-switch";
import { mapCodes } from "@/lib/domain/values/code-table";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

const switches = mapCodes(storeSwitches, () => z.boolean().optional());

/** Changes settings of a destination store. Settings that are left out stay as they are. */
export const saveStoreSettings = defineAction(
  {
    permission: "settings.write",
    schema: z.object({
      storeId: idSchema,
      autoPush: z.boolean().optional(),
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
