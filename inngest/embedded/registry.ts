import { CronExpressionParser } from "cron-parser";
import { z } from "zod";
import { compileExpression } from "./expressions";

/** Where the engine pretends that the functions are served; nothing ever listens there. */
export const SERVE_URL = "http://engine.invalid/api/inngest";

export type EventTrigger = { event: string; expression?: string | undefined };
export type Limit = { limit: number; key?: string | undefined };

/** A function as the engine runs it. */
export type EngineFunction = {
  id: string;
  triggers: EventTrigger[];
  /** Cron expressions, a leading `TZ=…` split off. */
  crons: { expression: string; tz: string; source: string }[];
  maxAttempts: number;
  concurrency: Limit[];
  idempotency: string | null;
};

export type Registry = {
  functions: ReadonlyMap<string, EngineFunction>;
  /** The functions that an event of this name may start, with the triggers that cover the name. */
  startedBy(eventName: string): { fn: EngineFunction; triggers: EventTrigger[] }[];
};

const limitSchema = z.strictObject({
  limit: z.number().int().positive(),
  key: z.string().optional(),
  scope: z.literal("fn").optional(),
});
const eventTrigger = z.strictObject({ event: z.string(), expression: z.string().optional() });
const cronTrigger = z.strictObject({ cron: z.string() });
const concurrencySchema: z.ZodType<Limit[], unknown> = z.union([
  z
    .number()
    .int()
    .positive()
    .transform((limit) => [{ limit }]),
  limitSchema.transform((limit) => [limit]),
  z.array(limitSchema).max(2),
]);
const functionSchema = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  triggers: z.array(z.union([eventTrigger, cronTrigger])),
  steps: z.strictObject({
    step: z.object({ retries: z.object({ attempts: z.number().int().min(0) }).optional() }),
  }),
  concurrency: concurrencySchema.optional(),
  idempotency: z.string().optional(),
});
const answerSchema = z.object({ functions: z.array(z.looseObject({ id: z.string() })) });

/** Names as authors write them, where the wire says otherwise. */
const authorNames: Record<string, string> = { cancel: "cancelOn" };
const DEFAULT_ATTEMPTS = 5;

/**
 * Asks the served functions for their configuration and refuses what the embedded engine does not implement.
 *
 * @throws an error that names function and option
 */
export async function loadRegistry(handler: (request: Request) => Promise<Response>): Promise<Registry> {
  const response = await handler(
    new Request(SERVE_URL, {
      method: "PUT",
      headers: {
        host: "engine.invalid",
        "content-type": "application/json",
        "x-inngest-sync-kind": "in_band",
      },
      body: JSON.stringify({ url: SERVE_URL }),
    }),
  );
  const answer = answerSchema.safeParse(await response.json());
  if (!response.ok || !answer.success) {
    throw new Error(`The functions did not tell their configuration (status ${response.status}).`);
  }
  const functions = new Map(answer.data.functions.map((config) => [config.id, readFunction(config)]));
  return {
    functions,
    startedBy: (eventName) =>
      [...functions.values()].flatMap((fn) => {
        const triggers = fn.triggers.filter((trigger) => nameMatches(trigger.event, eventName));
        return triggers.length > 0 ? [{ fn, triggers }] : [];
      }),
  };
}

/** Whether a trigger's event, which may end in `*`, covers a name. */
export function nameMatches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

function readFunction(config: { id: string } & Record<string, unknown>): EngineFunction {
  const refuse = (option: string, why: string): never => {
    throw new Error(
      `Function "${config.id}" uses "${authorNames[option] ?? option}", ${why}. Remove it, or run with JOBS_ENGINE=inngest.`,
    );
  };
  const parsed = functionSchema.safeParse(config);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const option = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.join(".");
    return refuse(String(option), "which the embedded engine does not implement in this form");
  }
  const { id, triggers, steps, concurrency = [], idempotency } = parsed.data;
  const checkExpression = (option: string, expression: string | undefined) => {
    if (expression === undefined) return;
    try {
      compileExpression(expression);
    } catch (error) {
      refuse(option, `whose expression ${JSON.stringify(expression)} does not parse (${firstLine(error)})`);
    }
  };
  for (const limit of concurrency) checkExpression("concurrency.key", limit.key);
  checkExpression("idempotency", idempotency);
  const fn: EngineFunction = {
    id,
    triggers: [],
    crons: [],
    maxAttempts: (steps.step.retries?.attempts ?? DEFAULT_ATTEMPTS - 1) + 1,
    concurrency,
    idempotency: idempotency ?? null,
  };
  for (const trigger of triggers) {
    if ("event" in trigger) {
      checkExpression("triggers.if", trigger.expression);
      fn.triggers.push(trigger);
      continue;
    }
    const [, tz = "UTC", expression = ""] = /^(?:TZ=(\S+)\s+)?(.*)$/.exec(trigger.cron) ?? [];
    try {
      CronExpressionParser.parse(expression, { tz });
    } catch (error) {
      refuse(
        "triggers.cron",
        `whose schedule ${JSON.stringify(trigger.cron)} does not parse (${firstLine(error)})`,
      );
    }
    fn.crons.push({ expression, tz, source: trigger.cron });
  }
  return fn;
}

const firstLine = (error: unknown) => String(error instanceof Error ? error.message : error).split("\n")[0];
