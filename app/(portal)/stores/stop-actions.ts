"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { stopLevels } from "@/lib/domain/stores/emergency-stop";
import { codesOf } from "@/lib/domain/values/code-table";
import { beginStop } from "@/lib/services/stores/begin-stop";
import { liftStop } from "@/lib/services/stores/lift-stop";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

const reason = z.string().trim().min(1).max(500);

/** Begins an emergency stop. For the organization, the id is not read. */
export const stopSending = defineAction(
  {
    permission: "sending.stop",
    schema: z.object({ level: z.enum(codesOf(stopLevels)), subjectId: idSchema, reason }),
  },
  async (ctx, input) => {
    const result = await beginStop(ctx, input);
    refresh();
    return result;
  },
);

/** Lifts an emergency stop. */
export const resumeSending = defineAction(
  { permission: "sending.resume", schema: z.object({ stopId: idSchema, reason }) },
  async (ctx, input) => {
    const result = await liftStop(ctx, input);
    refresh();
    return result;
  },
);
