import { z } from "zod";
import type { EngineFunction, EventTrigger } from "./engine-function";
import { readConfig } from "./read-config";

/** The URL in the engine's requests to the handler. No server listens there. */
export const SERVE_URL = "http://engine.invalid/api/inngest";

export type Registry = {
  functions: ReadonlyMap<string, EngineFunction>;
  /** The functions that an event with this name may start, with the matching triggers. */
  startedBy(eventName: string): { fn: EngineFunction; triggers: EventTrigger[] }[];
  /** The functions whose runs an event with this name may cancel, with the matching rules. */
  cancelledBy(eventName: string): { fn: EngineFunction; rules: EngineFunction["cancelOn"] }[];
};

const answerSchema = z.object({ functions: z.array(z.looseObject({ id: z.string() })) });

/**
 * Loads the configuration of the served functions.
 *
 * @throws Error that names the function and the option, if the embedded engine does not implement it
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
    throw new Error(`The functions did not return their configuration (status ${response.status}).`);
  }
  const functions = new Map(answer.data.functions.map((config) => [config.id, readConfig(config)]));
  return {
    functions,
    startedBy: (eventName) =>
      [...functions.values()].flatMap((fn) => {
        const triggers = fn.triggers.filter((trigger) => nameMatches(trigger.event, eventName));
        return triggers.length > 0 ? [{ fn, triggers }] : [];
      }),
    cancelledBy: (eventName) =>
      [...functions.values()].flatMap((fn) => {
        const rules = fn.cancelOn.filter((rule) => nameMatches(rule.event, eventName));
        return rules.length > 0 ? [{ fn, rules }] : [];
      }),
  };
}

/** Whether an event name matches a pattern, which may end in `*`. */
function nameMatches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
