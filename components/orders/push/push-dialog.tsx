"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { holdReasonsText } from "@/lib/domain/push/hold-reason";
import { counted } from "@/lib/domain/values/counted";
import {
  allUnits,
  type ChosenUnits,
  chosenLines,
  moveLine,
  moveUnits,
  pushChoice,
  shareOf,
} from "./chosen-units";
import { loadPreview, type Preview, type PreviewChoice, withInputs } from "./load-preview";
import { PushPreview } from "./push-preview";
import { type PushOrders, pushSentence } from "./push-result";

/** Shows what each supplier would receive, field by field, and records the push. */
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
  const [preview, setPreview] = useState<Preview | null>(null);
  // As it came, before a line was given to another supplier.
  const [planned, setPlanned] = useState<Preview["suppliers"]>([]);
  const [chosen, setChosen] = useState<ChosenUnits>(new Map());
  // One press of the button is one push, however often its request arrives; another choice is another push.
  const [requestKey, setRequestKey] = useState(() => crypto.randomUUID());
  const choose = (next: ChosenUnits) => {
    setChosen(next);
    setRequestKey(crypto.randomUUID());
    setChanged(true);
  };
  const [changed, setChanged] = useState(false);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  useEffect(() => {
    const stop = new AbortController();
    loadPreview(orderId, stop.signal)
      .then((loaded) => {
        setPreview(loaded);
        setPlanned(loaded.suppliers);
        setChosen(allUnits(loaded.suppliers));
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setProblem(error instanceof Error ? error.message : "Loading failed.");
      });
    return () => stop.abort();
  }, [orderId]);

  // What is shown field by field follows the choice, a moment after its last change.
  const lines = JSON.stringify(chosenLines(preview?.suppliers ?? [], chosen));
  useEffect(() => {
    if (!changed) return;
    let stale = false;
    const timer = setTimeout(async () => {
      const answer = await previewChoice({ orderId, lines: JSON.parse(lines) }).catch(() => null);
      if (stale) return;
      setChanged(false);
      if (!answer?.ok || answer.value === null) {
        setProblem(
          "What would be sent of your choice could not be loaded. Pushing it is possible all the same.",
        );
        return;
      }
      const inputs = answer.value;
      setPreview((before) => before && withInputs(before, inputs));
    }, 250);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [changed, lines, orderId, previewChoice]);

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
        setProblem(noAnswer(error, "Pushing again is safe: nothing is pushed twice."));
      }
    });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="max-w-[760px]"
        title={`Push ${orderName}`}
        description="The order is read from its store once more right before it is sent."
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
          <p className="mb-3 rounded bg-amber-wash px-3 py-2 text-amber">{holdReasonsText(preview.stops)}</p>
        )}
        {!preview && !problem && <p role="status">Loading what would be sent…</p>}
        {preview && (
          <PushPreview
            preview={preview}
            chosen={chosen}
            onChoose={choose}
            onMove={(move) => {
              setPreview({ ...preview, suppliers: moveLine(suppliers, move) });
              choose(moveUnits(chosen, move));
            }}
            following={changed}
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
  return preview.suppliers.length > 0 ? "Nothing is chosen" : "Nothing to push";
}
