"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { connectionMoves } from "@/lib/domain/stores/connection-state";
import { storeMoves } from "@/lib/domain/stores/store-state";
import { codesOf } from "@/lib/domain/values/code-table";
import { changeConnection } from "@/lib/services/stores/connections/change-connection";
import { changeStoreKey } from "@/lib/services/stores/connections/change-store-key";
import { changeStoreState } from "@/lib/services/stores/connections/change-store-state";
import { connectByKey } from "@/lib/services/stores/connections/connect-by-key";
import { readInFlight } from "@/lib/services/stores/connections/read-in-flight";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

const permission = "stores.connect" as const;
const more = {
  inFlight: z.enum(["finish", "withdraw"]).optional(),
  reason: z.string().trim().max(300).optional(),
};

/** The result, or the failure of a call to Shopify as a sentence. */
async function orMessage<Value>(work: Promise<Value>) {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    const { message, remedy } = remoteErrors[error.code];
    return { kind: "failed" as const, message: `${message} ${remedy}` };
  }
}

/** Shows the sends in flight of a store or connection. */
export const showInFlight = defineAction(
  { permission, schema: z.object({ level: z.enum(["store", "connection"]), subjectId: idSchema }) },
  (ctx, input) => readInFlight(ctx, input),
);

/** Changes the state of a connection. */
export const moveConnection = defineAction(
  {
    permission,
    schema: z.object({ connectionId: idSchema, move: z.enum(codesOf(connectionMoves)), ...more }),
  },
  async (ctx, input) => {
    const result = await orMessage(changeConnection(ctx, input));
    refresh();
    return result;
  },
);

/** Pauses, resumes or disconnects a store. */
export const moveStore = defineAction(
  { permission, schema: z.object({ storeId: idSchema, move: z.enum(codesOf(storeMoves)), ...more }) },
  async (ctx, input) => {
    const result = await changeStoreState(ctx, input);
    refresh();
    return result;
  },
);

/** Makes a new key of a source store, or removes it. */
export const changeKey = defineAction(
  { permission, schema: z.object({ storeId: idSchema, change: z.enum(["create", "remove"]) }) },
  async (ctx, input) => {
    const result = await changeStoreKey(ctx, input);
    refresh();
    return result;
  },
);

/** Connects a destination store to the source store of a key. */
export const connectWithKey = defineAction(
  { permission, schema: z.object({ destinationStoreId: idSchema, key: z.string().trim().min(1).max(100) }) },
  async (ctx, input) => {
    const result = await orMessage(connectByKey(ctx, input));
    refresh();
    return result;
  },
);
