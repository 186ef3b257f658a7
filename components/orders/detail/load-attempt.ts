import type { OrderAttempt } from "@/lib/services/orders/read-attempt";

/** An attempt as JSON, with times as texts. */
export type LoadedAttempt = Omit<OrderAttempt, "startedAt" | "finishedAt"> & {
  startedAt: string;
  finishedAt: string | null;
};

/** Loads one send or look-up from the portal. Throws an error whose message is a sentence for the user. */
export async function loadAttempt(
  ids: { orderId: string; attemptId: string },
  signal: AbortSignal,
): Promise<LoadedAttempt> {
  const address = `/api/orders/${encodeURIComponent(ids.orderId)}/attempts/${encodeURIComponent(ids.attemptId)}`;
  let answer: Response;
  try {
    answer = await fetch(address, { signal, cache: "no-store" });
  } catch {
    throw new Error("The portal did not answer. Close this dialog and try again.");
  }
  if (answer.ok) return answer.json();
  const body: { error?: { message?: string } } = await answer.json().catch(() => ({}));
  throw new Error(body.error?.message ?? "The attempt could not be loaded. Close this dialog and try again.");
}
