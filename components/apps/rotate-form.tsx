"use client";

import { type FormEvent, useId, useRef } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import type { RotateResult } from "@/lib/services/installations/apps/rotate-app-secret";
import type { ActionResult } from "@/lib/web/define-action";

type Rotate = (input: {
  handle: string;
  clientSecret: string;
}) => Promise<ActionResult<RotateResult | { kind: "limited" }>>;

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
        if (answer.kind === "refused")
          return "Shopify does not accept this secret for the app. The former secret stays. Copy the client secret again from the app's settings in Shopify's Dev Dashboard.";
        if (answer.kind !== "rotated") return "The app no longer exists, or you may not change it.";
        form.current?.reset();
        toast(
          answer.checked
            ? "Shopify accepts the new secret, and it is stored. Webhooks signed with the previous one are still accepted."
            : "The new secret is stored. Shopify checks it when a store is connected.",
        );
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
          {pending ? "Checking…" : "Replace"}
        </Button>
      </div>
      <ProblemText>{problem}</ProblemText>
    </form>
  );
}
