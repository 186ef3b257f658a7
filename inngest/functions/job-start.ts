import { NonRetriableError } from "inngest";
import type { EventName } from "@/lib/domain/jobs/event-name";
import {
  type EventFunctionId,
  type EventsOf,
  type JobFunctionId,
  jobFunctions,
} from "@/lib/domain/jobs/job-function";
import type { Log } from "@/lib/log";
import { type EventData, eventSchemas } from "@/lib/services/core/events";

/** The id and the triggers of a function, as the SDK takes them. */
export function jobStart(id: JobFunctionId): {
  id: string;
  triggers: ({ event: string } | { cron: string })[];
} {
  const job = jobFunctions[id];
  if ("cron" in job) return { id, triggers: [{ cron: job.cron }] };
  const events: readonly EventName[] = job.events;
  return { id, triggers: events.map((event) => ({ event })) };
}

/**
 * Reads the data of the event that started a run, with the schema of that event. Logs and throws a
 * `NonRetriableError` when the data is wrong, because another attempt would read the same data; the sweeper emits
 * the event again from the stored row. Neither the log nor the error holds a value, which may be personal.
 */
export function parseEvent<Id extends EventFunctionId>(
  id: Id,
  event: { name: string; data?: unknown },
  log: Log,
): EventData<EventsOf<Id>> {
  const names: readonly EventsOf<Id>[] = jobFunctions[id].events;
  const name = names.find((each) => each === event.name);
  if (name === undefined) {
    log.error("an event started a function that does not take it", { function: id, event: event.name });
    throw new NonRetriableError(`The event ${event.name} does not start the function ${id}.`);
  }
  const parsed = eventSchemas[name].safeParse(event.data);
  if (parsed.success) return parsed.data as EventData<EventsOf<Id>>;
  const fields = parsed.error.issues.map(({ path }) => path.join(".") || "data").join(", ");
  log.error("the data of an event is wrong", { function: id, event: name, fields });
  throw new NonRetriableError(
    `The data of the event ${name} is wrong: ${fields} is missing or not a text. The run is not retried.`,
  );
}
