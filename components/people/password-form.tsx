"use client";

import { type FormEvent, useRef } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/define-action";
import { limitedSentence } from "./limited-sentence";
import { PasswordField } from "./password-field";

type Answer =
  | { kind: "changed"; endedSessions: number }
  | { kind: "wrong" }
  | { kind: "limited"; until: string };

/** The form with which the signed-in user changes their password. */
export function PasswordForm({
  save,
}: {
  save: (input: { current: string; next: string }) => Promise<ActionResult<Answer>>;
}) {
  const form = useRef<HTMLFormElement>(null);
  const { problem, pending, send } = useRequest(
    "Sign in again with the new password to see whether it is set.",
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "");
    send(
      () => save({ current: text("current"), next: text("next") }),
      (answer) => {
        if (answer.kind === "wrong") return "The current password is not right. Nothing was changed.";
        if (answer.kind === "limited") return limitedSentence(answer.until);
        form.current?.reset();
        toast("Your password is changed. Your other sessions are ended.");
        return null;
      },
    );
  };
  return (
    <form ref={form} onSubmit={submit} className="grid max-w-[420px] gap-4">
      <PasswordField label="Current password" name="current" isNew={false} />
      <PasswordField label="New password" name="next" isNew />
      <ProblemText>{problem}</ProblemText>
      <div>
        <Button type="submit" variant="primary" disabled={pending}>
          {pending ? "Saving…" : "Change password"}
        </Button>
      </div>
    </form>
  );
}
