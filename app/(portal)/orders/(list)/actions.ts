"use server";

import { z } from "zod";
import { hideableColumns } from "@/lib/order-list/columns";
import { listQuery, readListQuery } from "@/lib/order-list/list-params";
import { changeView } from "@/lib/services/views/change-view";
import { deleteView as remove } from "@/lib/services/views/delete-view";
import { saveListPreference as savePreference } from "@/lib/services/views/save-list-preference";
import { saveView as save } from "@/lib/services/views/save-view";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((text) => !text.includes("\u0000"));
/** The query is read and written again, so that a view holds only what the list understands. */
const query = z
  .string()
  .max(4_000)
  .transform((text) => listQuery(readListQuery(text)));

/** Saves which columns the user sees, and the row height. */
export const saveListPreference = defineAction(
  {
    permission: "orders.read",
    schema: z.object({
      hiddenColumns: z.array(z.enum(hideableColumns)).max(hideableColumns.length),
      dense: z.boolean(),
    }),
  },
  async (ctx, input) => savePreference(ctx, input),
);

/** Saves a list under a name, for the user only. */
export const saveView = defineAction(
  { permission: "orders.read", schema: z.object({ name, query }) },
  async (ctx, input) => save(ctx, { ...input, shared: false }),
);

/** Saves a list under a name, for everyone in the organization. */
export const saveSharedView = defineAction(
  { permission: "views.share", schema: z.object({ name, query }) },
  async (ctx, input) => save(ctx, { ...input, shared: true }),
);

/** Renames one of the user's own views. */
export const renameView = defineAction(
  { permission: "orders.read", schema: z.object({ viewId: idSchema, name }) },
  async (ctx, input) => changeView(ctx, input),
);

/** Shares one of the user's own views with the organization, or stops sharing it. */
export const shareView = defineAction(
  { permission: "views.share", schema: z.object({ viewId: idSchema, shared: z.boolean() }) },
  async (ctx, input) => changeView(ctx, input),
);

/** Deletes one of the user's own views. */
export const deleteView = defineAction(
  { permission: "orders.read", schema: z.object({ viewId: idSchema }) },
  async (ctx, input) => remove(ctx, input),
);
