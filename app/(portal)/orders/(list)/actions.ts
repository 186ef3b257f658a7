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
/** What the list does not understand is left out, so that a view never holds more than an address of the list. */
const query = z
  .string()
  .max(4_000)
  .transform((text) => listQuery(readListQuery(text)));

/** Keeps which columns the person sees, and how close the rows stand. */
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

/** Keeps a list under a name, for the person alone. */
export const saveView = defineAction(
  { permission: "orders.read", schema: z.object({ name, query }) },
  async (ctx, input) => save(ctx, { ...input, shared: false }),
);

/** Keeps a list under a name, for everybody in the organization. */
export const saveSharedView = defineAction(
  { permission: "views.share", schema: z.object({ name, query }) },
  async (ctx, input) => save(ctx, { ...input, shared: true }),
);

/** Gives a view of the person's own another name. */
export const renameView = defineAction(
  { permission: "orders.read", schema: z.object({ viewId: idSchema, name }) },
  async (ctx, input) => changeView(ctx, input),
);

/** Shares a view of the person's own with the organization, or takes it back. */
export const shareView = defineAction(
  { permission: "views.share", schema: z.object({ viewId: idSchema, shared: z.boolean() }) },
  async (ctx, input) => changeView(ctx, input),
);

/** Deletes a view of the person's own. */
export const deleteView = defineAction(
  { permission: "orders.read", schema: z.object({ viewId: idSchema }) },
  async (ctx, input) => remove(ctx, input),
);
