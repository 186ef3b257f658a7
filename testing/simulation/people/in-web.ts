import type { Process, Scheduler } from "../scheduler";

/**
 * Runs what a user's or merchant's browser asks the portal for, in the portal's process, and waits for it. Returns false
 * if the process died meanwhile: the browser then got no answer, and does not know how far the portal came.
 */
export async function inWeb(
  scheduler: Scheduler,
  web: Process,
  kind: string,
  work: () => Promise<void>,
): Promise<boolean> {
  await scheduler.until(`${kind}: until the portal runs`, () => web.alive);
  let isAnswered = false;
  const actor = scheduler.spawn(web, kind, async () => {
    await work();
    isAnswered = true;
  });
  await scheduler.until(
    `${kind}: until it is answered`,
    () => actor.state === "done" || actor.state === "dead",
  );
  return isAnswered;
}
