"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { archiveMerchant } from "@/lib/services/stores/merchants/archive-merchant";
import { renameMerchant } from "@/lib/services/stores/merchants/rename-merchant";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

const permission = "merchants.write" as const;
const name = z.string().trim().min(1).max(100);

/** Adds a merchant. A name that exists already is that merchant. */
export const add = defineAction({ permission, schema: z.object({ name }) }, async (ctx, input) => {
  if (ctx.scope.merchantIds !== null) return { kind: "not_found" as const };
  await createMerchant(ctx, input);
  refresh();
  return { kind: "added" as const };
});

/** Renames a merchant. */
export const rename = defineAction(
  { permission, schema: z.object({ merchantId: idSchema, name }) },
  async (ctx, input) => {
    const result = await renameMerchant(ctx, input);
    refresh();
    return result;
  },
);

/** Archives a merchant, or takes it out of the archive. */
export const archive = defineAction(
  { permission, schema: z.object({ merchantId: idSchema, archived: z.boolean() }) },
  async (ctx, input) => {
    const result = await archiveMerchant(ctx, input);
    refresh();
    return result;
  },
);
