import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { createClient } from "@/inngest/client";
import { functions } from "@/inngest/functions/registry";
import { jobsLog } from "@/inngest/jobs-log";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";

type Handlers = ReturnType<typeof serve>;

let handlers: Handlers | undefined;

/** The endpoint at which an Inngest server calls the functions. With the embedded engine it responds 404. */
function handle(method: keyof Handlers) {
  return async (request: NextRequest, context: unknown): Promise<Response> => {
    if (getEnv().jobsEngine === "embedded") return new Response("Not found", { status: 404 });
    if (!handlers) {
      const runtime = getRuntime();
      const client = createClient({ engine: "inngest", logger: jobsLog(runtime.log) });
      handlers = serve({ client, functions: functions(client, runtime, { origin: getEnv().origin }) });
    }
    return handlers[method](request, context);
  };
}

export const GET = handle("GET");
export const POST = handle("POST");
export const PUT = handle("PUT");
