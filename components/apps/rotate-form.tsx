"use client";

import { type FormEvent, useId, useRef } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/define-action";

type Rotate = (input: {
  handle: string;
  clientSecret: string;
}) => Promise<ActionResult<{ kind: "rotated" | "not_found" | "limited" }>>;

/** The form that replaces the secret of an app. */
export function RotateForm({ handle, rotate }: { handle: string; rotate: Rotate }) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const { problem, pending, send } = useRequest("Enter the secret once more: repeating it changes nothing.");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const clientSecret = String(new FormData(event.currentTarget).get("secret") ?? "");
    send(
      () => rotate({ handle, clientSecret }),
      (answer) => {
        if (answer.kind !== "rotated") return "The app no longer exists, or you may not change it.";
        form.current?.reset();
        toast("The new secret is stored. Webhooks signed with the previous one are still accepted.");
        return null;
      },
    );
  };
  return (
    <form ref={form} onSubmit={submit} className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        Replace the client secret
      </label>
      <div className="flex flex-wrap gap-2">
        <Input
          id={id}
          name="secret"
          type="password"
          required
          maxLength={200}
          autoComplete="new-password"
          className="max-w-80"
        />
        <Button type="submit" disabled={pending}>
          Replace
        </Button>
      </div>
      <ProblemText>{problem}</ProblemText>
    </form>
  );
}
