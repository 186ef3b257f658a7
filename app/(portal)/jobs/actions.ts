"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { requestRunAction as ask, type RunActionResult } from "@/lib/services/jobs/request-run-action";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

/** Asks for a run of the organization to be cancelled or retried. */
export const requestRunAction = defineAction(
  {
    permission: "jobs.write",
    schema: z.object({ runId: idSchema, action: z.enum(["cancel", "retry"]) }),
  },
  async (ctx, input): Promise<RunActionResult> => {
    const result = await ask(ctx, input);
    refresh();
    return result;
  },
);
