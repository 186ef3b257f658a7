"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { gapsText } from "@/lib/domain/addresses/address-gap";
import { holdReasonsText } from "@/lib/domain/push/hold-reason";
import { counted } from "@/lib/domain/values/counted";
import { pushChoice, shareOf } from "./chosen-units";
import type { Preview, PreviewChoice } from "./load-preview";
import { PushPreview } from "./push-preview";
import { type PushOrders, pushSentence } from "./push-result";
import { usePreview } from "./use-preview";

/** The dialog that previews what each supplier would receive, field by field, and records the push. */
export function PushDialog({
  orderId,
  orderName,
  pushOrders,
  previewChoice,
  onClose,
}: {
  orderId: string;
  orderName: string;
  pushOrders: PushOrders;
  previewChoice: PreviewChoice;
  onClose: () => void;
}) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const { preview, planned, chosen, requestKey, choose, move, following } = usePreview({
    orderId,
    previewChoice,
    onProblem: setProblem,
  });
  const suppliers = preview?.suppliers ?? [];
  const going = suppliers.filter((supplier) => shareOf(supplier, chosen) !== "none").length;
  const needsReason = (preview?.cautions.length ?? 0) > 0 && reason.trim() === "";
  const push = () =>
    startTransition(async () => {
      setProblem(null);
      try {
        const answer = await pushOrders({
          orderIds: [orderId],
          ...pushChoice(suppliers, chosen, planned),
          requestKey,
          reason: reason.trim() || undefined,
        });
        if (!answer.ok) return setProblem(answer.error.message);
        const outcome = answer.value[0]?.result;
        if (outcome?.kind !== "recorded") return setProblem(outcome ? pushSentence(outcome).text : null);
        toast(`${orderName}: on its way to ${counted(outcome.legs, "supplier")}.`);
        onClose();
        router.refresh();
      } catch (error) {
        setProblem(noAnswer(error, "You can safely push again: nothing is pushed twice."));
      }
    });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="max-w-[760px]"
        title={`Push ${orderName}`}
        description="Crossdock reads the order from its store again right before it sends it."
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant="primary"
              onClick={push}
              disabled={pending || going === 0 || needsReason || (preview?.stops.length ?? 0) > 0}
            >
              {pending ? "Recording…" : pushLabel(preview, going)}
            </Button>
          </>
        }
      >
        {problem && (
          <p role="alert" className="mb-3 rounded bg-red-wash px-3 py-2 text-red">
            {problem}
          </p>
        )}
        {preview && preview.stops.length > 0 && (
          <p className="mb-3 rounded bg-amber-wash px-3 py-2 text-amber">
            {holdReasonsText(preview.stops)} {gapsText(preview.gaps)}
          </p>
        )}
        {!preview && !problem && <p role="status">Loading the preview…</p>}
        {preview && (
          <PushPreview
            preview={preview}
            chosen={chosen}
            onChoose={choose}
            onMove={move}
            following={following}
            reason={reason}
            onReason={setReason}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}

function pushLabel(preview: Preview | null, going: number): string {
  if (preview === null) return "Push";
  if (going > 0) return `Push to ${counted(going, "supplier")}`;
  return preview.suppliers.length > 0 ? "Nothing selected" : "Nothing to push";
}
