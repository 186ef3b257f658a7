import { CronExpressionParser } from "cron-parser";
import { z } from "zod";
import { parseDuration } from "./durations";
import type { EngineFunction } from "./engine-function";
import { compileExpression } from "./expressions";

const period = z.string().transform((text, ctx) => {
  const ms = parseDuration(text);
  if (ms !== null && ms > 0) return ms;
  ctx.addIssue({
    code: "custom",
    message: `${JSON.stringify(text)} is not a duration such as "30s" or "1h30m"`,
  });
  return z.NEVER;
});
const count = z.number().int().positive();
const expression = z.string().superRefine((text, ctx) => {
  try {
    compileExpression(text);
  } catch (error) {
    const message = `the expression ${JSON.stringify(text)} does not parse (${firstLine(error)})`;
    ctx.addIssue({ code: "custom", message });
  }
});
const schedule = z.string().transform((source, ctx) => {
  const [, tz = "UTC", text = ""] = /^(?:TZ=(\S+)\s+)?(.*)$/.exec(source) ?? [];
  try {
    CronExpressionParser.parse(text, { tz });
    return { expression: text, tz, source };
  } catch (error) {
    const message = `the schedule ${JSON.stringify(source)} does not parse (${firstLine(error)})`;
    ctx.addIssue({ code: "custom", message });
    return z.NEVER;
  }
});

const limit = z.strictObject({ limit: count, key: expression.optional(), scope: z.literal("fn").optional() });
const concurrency = z
  .union([count, limit, z.array(limit).max(2)])
  .transform((value) =>
    typeof value === "number" ? [{ limit: value }] : Array.isArray(value) ? value : [value],
  );
const trigger = z.union([
  z.strictObject({ event: z.string(), expression: expression.optional() }),
  z.strictObject({ cron: schedule }),
]);
const functionSchema = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  triggers: z.array(trigger),
  steps: z.strictObject({
    step: z.object({ retries: z.object({ attempts: z.number().int().min(0) }).optional() }),
  }),
  concurrency: concurrency.optional(),
  idempotency: expression.optional(),
  priority: z.strictObject({ run: expression.optional() }).optional(),
  throttle: z
    .strictObject({
      limit: count,
      period,
      burst: z.number().int().min(0).default(0),
      key: expression.optional(),
    })
    .optional(),
  rateLimit: z.strictObject({ limit: count, period, key: expression.optional() }).optional(),
  debounce: z.strictObject({ period, timeout: period.optional(), key: expression.optional() }).optional(),
  batchEvents: z
    .strictObject({ maxSize: count, timeout: period, key: expression.optional(), if: expression.optional() })
    .optional(),
  singleton: z.strictObject({ mode: z.enum(["skip", "cancel"]), key: expression.optional() }).optional(),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: expression.optional(), timeout: period.optional() }))
    .optional(),
  timeouts: z.strictObject({ start: period.optional(), finish: period.optional() }).optional(),
});

/** Options whose combination Inngest does not define or does not allow. */
const exclusive: [keyof z.input<typeof functionSchema>, (keyof z.input<typeof functionSchema>)[]][] = [
  ["batchEvents", ["debounce", "throttle", "rateLimit", "idempotency", "cancel", "priority", "singleton"]],
  ["debounce", ["throttle", "rateLimit", "singleton", "priority"]],
  ["rateLimit", ["idempotency"]],
];
/** The names of options in source code, where the protocol uses others. */
const authorNames: Record<string, string> = {
  cancel: "cancelOn",
  "cancel.if": "cancelOn.if",
  "cancel.timeout": "cancelOn.timeout",
  "triggers.expression": "triggers.if",
};
const DEFAULT_ATTEMPTS = 5;

/**
 * Parses a function's configuration in the SDK's format.
 *
 * @throws Error that names the function and the option, if the embedded engine does not implement it
 */
export function readConfig(config: { id: string } & Record<string, unknown>): EngineFunction {
  const refuse = (option: string, why: string): never => {
    throw new Error(
      `Function "${config.id}" uses "${authorNames[option] ?? option}", ${why}. Change it, or run with JOBS_ENGINE=inngest.`,
    );
  };
  const parsed = functionSchema.safeParse(config);
  if (!parsed.success) {
    const { option, why } = explain(parsed.error);
    return refuse(option, why);
  }
  const options = parsed.data;
  for (const [option, others] of exclusive) {
    const other = options[option] && others.find((name) => options[name] !== undefined);
    if (other) {
      const also = authorNames[other] ?? other;
      return refuse(option, `which cannot be combined with "${also}" on the embedded engine`);
    }
  }
  const { start = null, finish = null } = options.timeouts ?? {};
  return {
    id: options.id,
    triggers: options.triggers.filter((one) => "event" in one),
    crons: options.triggers.flatMap((one) => ("cron" in one ? [one.cron] : [])),
    maxAttempts: (options.steps.step.retries?.attempts ?? DEFAULT_ATTEMPTS - 1) + 1,
    concurrency: options.concurrency ?? [],
    idempotency: options.idempotency ?? null,
    priority: options.priority?.run ?? null,
    throttle: options.throttle ?? null,
    rateLimit: options.rateLimit ? { ...options.rateLimit, burst: 0 } : null,
    debounce: options.debounce ?? null,
    batch: options.batchEvents ?? null,
    singleton: options.singleton ?? null,
    cancelOn: options.cancel ?? [],
    timeouts: options.timeouts ? { start, finish } : null,
  };
}

/** Picks the most helpful issue: an invalid expression or duration first, then the most deeply nested issue. */
function explain(error: z.ZodError): { option: string; why: string } {
  const flat = (
    issues: z.core.$ZodIssue[],
    above: PropertyKey[],
  ): { issue: z.core.$ZodIssue; path: PropertyKey[] }[] =>
    issues.flatMap((issue) => {
      const path = [...above, ...issue.path];
      return issue.code === "invalid_union"
        ? issue.errors.flatMap((one) => flat(one, path))
        : [{ issue, path }];
    });
  const rank = ({ issue, path }: { issue: z.core.$ZodIssue; path: PropertyKey[] }) =>
    (issue.code === "custom" ? 100 : 0) + path.length + (issue.code === "unrecognized_keys" ? 1 : 0);
  const [worst] = flat(error.issues, []).sort((a, b) => rank(b) - rank(a));
  const named = (worst?.path ?? []).filter((part) => typeof part === "string");
  if (worst?.issue.code === "custom") return { option: named.join("."), why: `but ${worst.issue.message}` };
  const unknown = worst?.issue.code === "unrecognized_keys" ? worst.issue.keys.slice(0, 1) : [];
  return {
    option: [...named, ...unknown].join("."),
    why: "which the embedded engine does not implement in this form",
  };
}

const firstLine = (error: unknown) => String(error instanceof Error ? error.message : error).split("\n")[0];
