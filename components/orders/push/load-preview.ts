import type { ChosenLine } from "@/lib/domain/push/push-plan";
import type { previewPush } from "@/lib/services/push/preview-push";
import type { ActionResult } from "@/lib/web/define-action";

type Inputs = Pick<Preview["suppliers"][number], "sourceStoreId" | "input">[];

/** A server action that previews the input of a choice; null when the order no longer exists. */
export type PreviewChoice = (input: {
  orderId: string;
  lines: ChosenLine[];
}) => Promise<ActionResult<Inputs | null>>;

/** Replaces the inputs of a preview by the inputs of a choice. */
export function withInputs(preview: Preview, inputs: Inputs): Preview {
  const byStore = new Map(inputs.map(({ sourceStoreId, input }) => [sourceStoreId, input]));
  return {
    ...preview,
    suppliers: preview.suppliers.map((supplier) => ({
      ...supplier,
      input: byStore.get(supplier.sourceStoreId) ?? null,
    })),
  };
}

export type Preview = NonNullable<Awaited<ReturnType<typeof previewPush>>>;

/** Loads the preview of a push from the portal. Throws an error whose message is a sentence for the user. */
export async function loadPreview(orderId: string, signal: AbortSignal): Promise<Preview> {
  let answer: Response;
  try {
    answer = await fetch(`/api/orders/${encodeURIComponent(orderId)}/preview`, { signal, cache: "no-store" });
  } catch {
    throw new Error("The portal did not answer. Close this dialog and try again.");
  }
  if (answer.ok) return answer.json();
  const body: { error?: { message?: string } } = await answer.json().catch(() => ({}));
  throw new Error(body.error?.message ?? "The preview could not be loaded. Close this dialog and try again.");
}
