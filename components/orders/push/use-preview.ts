import { useEffect, useState } from "react";
import { allUnits, type ChosenUnits, chosenLines, moveLine, moveUnits } from "./chosen-units";
import { loadPreview, type Preview, type PreviewChoice, withInputs } from "./load-preview";

/** The pause after the last change of the choice before its preview is loaded. */
const SETTLE_MS = 250;

/**
 * Loads the preview of a push and keeps the user's choice of units. The fields that would be sent follow the choice.
 *
 * @param onProblem receives the text to show when loading fails
 * @returns `planned`: the suppliers as loaded, before lines were moved; `following`: whether the fields that are
 *   shown are older than the choice
 */
export function usePreview({
  orderId,
  previewChoice,
  onProblem,
}: {
  orderId: string;
  previewChoice: PreviewChoice;
  onProblem: (text: string) => void;
}) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [planned, setPlanned] = useState<Preview["suppliers"]>([]);
  const [chosen, setChosen] = useState<ChosenUnits>(new Map());
  // One press of the button is one push, however often its request arrives. A changed choice is another push.
  const [requestKey, setRequestKey] = useState(() => crypto.randomUUID());
  const [changed, setChanged] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    loadPreview(orderId, stop.signal)
      .then((loaded) => {
        setPreview(loaded);
        setPlanned(loaded.suppliers);
        setChosen(allUnits(loaded.suppliers));
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted)
          onProblem(error instanceof Error ? error.message : "The preview could not be loaded.");
      });
    return () => stop.abort();
  }, [orderId, onProblem]);

  const lines = JSON.stringify(chosenLines(preview?.suppliers ?? [], chosen));
  useEffect(() => {
    if (!changed) return;
    let stale = false;
    const timer = setTimeout(async () => {
      const answer = await previewChoice({ orderId, lines: JSON.parse(lines) }).catch(() => null);
      if (stale) return;
      setChanged(false);
      if (!answer?.ok || answer.value === null) {
        onProblem("The preview of your selection could not be loaded. You can still push it.");
        return;
      }
      const inputs = answer.value;
      setPreview((before) => before && withInputs(before, inputs));
    }, SETTLE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [changed, lines, orderId, previewChoice, onProblem]);

  const choose = (next: ChosenUnits) => {
    setChosen(next);
    setRequestKey(crypto.randomUUID());
    setChanged(true);
  };
  const move = (change: Parameters<typeof moveLine>[1]) => {
    if (preview) setPreview({ ...preview, suppliers: moveLine(preview.suppliers, change) });
    choose(moveUnits(chosen, change));
  };
  return { preview, planned, chosen, requestKey, choose, move, following: changed };
}
