"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useId, useState, useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Input, Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/define-action";

/** The result: a sentence for the toast, or a problem with which the dialog stays open. */
export type Said = { done: string } | { problem: string };

/**
 * A button that opens a dialog with one field, sends the text to a server action, and shows the result.
 *
 * @param props.send the server action; receives the trimmed text
 * @param props.again why the user can safely press the button again when no answer came
 */
export function AskDialog<Answer>(props: {
  button: string;
  small?: boolean;
  title: string;
  about: string;
  /** Shown above the field. */
  known?: ReactNode;
  field: { label: string; placeholder: string; kind: "line" | "text" };
  submit: string;
  busy: string;
  send: (typed: string) => Promise<ActionResult<Answer>>;
  say: (answer: Answer) => Said;
  again: string;
}) {
  const { field } = props;
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      setProblem(null);
      try {
        const answer = await props.send(typed.trim());
        if (!answer.ok) return setProblem(answer.error.message);
        const said = props.say(answer.value);
        if ("problem" in said) return setProblem(said.problem);
        toast(said.done);
        setOpen(false);
        setTyped("");
        router.refresh();
      } catch (error) {
        setProblem(noAnswer(error, props.again));
      }
    });
  };
  const Field = field.kind === "line" ? Input : Textarea;
  return (
    <>
      <Button {...(props.small && { size: "small" })} onClick={() => setOpen(true)}>
        {props.button}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={props.title} description={props.about}>
          <form onSubmit={submit} className="grid gap-3">
            {problem && (
              <p role="alert" className="rounded bg-red-wash px-3 py-2 text-red">
                {problem}
              </p>
            )}
            {props.known}
            <label htmlFor={id} className="font-medium">
              {field.label}
            </label>
            <Field
              id={id}
              required
              maxLength={field.kind === "line" ? 300 : 500}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              placeholder={field.placeholder}
            />
            <div className="flex justify-end gap-2">
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Button type="submit" variant="primary" disabled={pending || typed.trim() === ""}>
                {pending ? props.busy : props.submit}
              </Button>
            </div>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
