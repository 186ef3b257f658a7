"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { runActions } from "@/lib/domain/jobs/run";
import { type RunActionResult, requestRunAction as request } from "@/lib/services/jobs/request-run-action";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

/** Requests that a run of the organization is cancelled or retried. */
export const requestRunAction = defineAction(
  {
    permission: "jobs.write",
    schema: z.object({ runId: idSchema, action: z.enum(runActions) }),
  },
  async (ctx, input): Promise<RunActionResult> => {
    const result = await request(ctx, input);
    refresh();
    return result;
  },
);
