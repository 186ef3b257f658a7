"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type AskRunResult, askRun as ask } from "@/lib/services/jobs/ask-run";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

/** Asks for a run of the organization to be cancelled or retried. */
export const askRun = defineAction(
  {
    permission: "jobs.write",
    schema: z.object({ runId: idSchema, wish: z.enum(["cancel", "retry"]) }),
  },
  async (ctx, input): Promise<AskRunResult> => {
    const result = await ask(ctx, input);
    refresh();
    return result;
  },
);
