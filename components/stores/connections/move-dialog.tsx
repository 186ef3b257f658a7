"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import type { InFlightChoice } from "@/lib/domain/stores/connection-state";
import type { InFlight } from "@/lib/services/stores/connections/read-in-flight";
import type { ActionResult } from "@/lib/web/define-action";
import { FlightList } from "./flight-list";

/** The answer to a move of a connection or store. */
export type MoveAnswer =
  | { kind: "changed"; withdrawn: number }
  | { kind: "not_found" | "conflict" | "needs_choice" }
  | { kind: "failed"; message: string };

const choices: Record<InFlightChoice, string> = {
  finish: "Finish: what was planned is still sent.",
  withdraw: "Withdraw: what was not sent is not sent. Its items are open again.",
};

/**
 * A button that opens the question before a connection or store changes its state: what it means, the sends in flight,
 * what becomes of them, and a reason.
 *
 * @param props.inFlight whether the user chooses, the sends are withdrawn, or nothing becomes of them
 */
export function MoveDialog(props: {
  button: string;
  about: string;
  done: string;
  name: string;
  inFlight: "asked" | "withdrawn" | "kept";
  load: () => Promise<ActionResult<InFlight | null>>;
  send: (change: {
    inFlight?: InFlightChoice | undefined;
    reason: string;
  }) => Promise<ActionResult<MoveAnswer>>;
}) {
  const id = useId();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [loaded, setLoaded] = useState<InFlight | null>(null);
  const [choice, setChoice] = useState<InFlightChoice | null>(null);
  const [reason, setReason] = useState("");
  const loading = useRequest("Close the dialog and open it again.");
  const { problem, pending, send } = useRequest("Reload the page to see what changed.");
  const shows = props.inFlight !== "kept";
  const show = () => {
    setOpen(true);
    setLoaded(null);
    setChoice(null);
    if (!shows) return;
    loading.send(props.load, (answer) => {
      setLoaded(answer);
      return answer ? null : "It no longer exists, or you do not have access to it. Reload the page.";
    });
  };
  const unsent = loaded ? loaded.counts.planned + loaded.counts.uncertain > 0 : false;
  const asks = props.inFlight === "asked" && unsent;
  const ready = (!shows || loaded !== null) && (!asks || choice !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Without a send in flight the choice makes no difference.
    const inFlight = props.inFlight === "asked" ? (choice ?? "withdraw") : undefined;
    send(
      () => props.send({ inFlight, reason: reason.trim() }),
      (answer) => {
        if (answer.kind === "failed") return answer.message;
        if (answer.kind !== "changed") return "The state changed meanwhile. Reload the page.";
        toast(answer.withdrawn > 0 ? `${props.done} Withdrawn sends: ${answer.withdrawn}.` : props.done);
        setOpen(false);
        setReason("");
        router.refresh();
        return null;
      },
    );
  };
  return (
    <>
      <Button size="small" onClick={show} aria-label={`${props.button} ${props.name}`}>
        {`${props.button}…`}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={`${props.button} ${props.name}`} description={props.about}>
          <form onSubmit={submit} className="grid gap-3">
            <ProblemText>{problem ?? loading.problem}</ProblemText>
            {shows && loaded === null && loading.problem === null && (
              <p role="status" className="text-muted">
                Looking for orders in flight…
              </p>
            )}
            {loaded && <FlightList inFlight={loaded} />}
            {loaded && asks && <ChoiceFields id={id} choice={choice} onChange={setChoice} />}
            <label htmlFor={`${id}-reason`} className="font-medium">
              Reason, optional
            </label>
            <Input
              id={`${id}-reason`}
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <div className="flex justify-end gap-2">
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Button type="submit" variant="primary" disabled={pending || !ready}>
                {pending ? "Saving…" : props.button}
              </Button>
            </div>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}

function ChoiceFields({
  id,
  choice,
  onChange,
}: {
  id: string;
  choice: InFlightChoice | null;
  onChange: (choice: InFlightChoice) => void;
}) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium">What becomes of the sends that were not made?</legend>
      {(["finish", "withdraw"] as const).map((each) => (
        <label key={each} htmlFor={`${id}-${each}`} className="flex items-start gap-2">
          <input
            id={`${id}-${each}`}
            type="radio"
            name={`${id}-choice`}
            className="mt-1 accent-accent"
            checked={choice === each}
            onChange={() => onChange(each)}
          />
          <span>{choices[each]}</span>
        </label>
      ))}
    </fieldset>
  );
}
