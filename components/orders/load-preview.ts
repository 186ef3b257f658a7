import type { previewPush } from "@/lib/services/preview-push";

export type Preview = NonNullable<Awaited<ReturnType<typeof previewPush>>>;

/** Asks the portal what a push would send. Throws an error whose message is a sentence for the reader. */
export async function loadPreview(orderId: string, signal: AbortSignal): Promise<Preview> {
  let answer: Response;
  try {
    answer = await fetch(`/api/orders/${encodeURIComponent(orderId)}/preview`, { signal, cache: "no-store" });
  } catch {
    throw new Error("The portal did not answer. Close this and try again.");
  }
  if (answer.ok) return answer.json();
  const body: { error?: { message?: string } } = await answer.json().catch(() => ({}));
  throw new Error(body.error?.message ?? "The preview could not be loaded. Close this and try again.");
}
