"use client";

import { signIn } from "next-auth/react";
import type { FormEvent } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import type { ActionResult } from "@/lib/web/define-action";
import { PasswordField } from "./password-field";

/** The form that sets a new password by a link, and signs in with it. */
export function ResetForm({
  token,
  email,
  reset,
}: {
  token: string;
  email: string;
  reset: (input: { token: string; password: string }) => Promise<ActionResult<{ done: boolean }>>;
}) {
  const { problem, pending, send } = useRequest("Sign in with the new password to see whether it is set.");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    send(
      () => reset({ token, password }),
      async ({ done }) => {
        if (!done) return "This link was used or has expired meanwhile. Ask for a new one.";
        const signed = await signIn("credentials", { email, password, redirect: false });
        window.location.assign(signed?.ok && !signed.error ? "/orders" : "/sign-in");
        return new Promise(() => {});
      },
    );
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <PasswordField label="New password" name="password" isNew />
      <ProblemText>{problem}</ProblemText>
      <Button type="submit" variant="primary" className="h-9" disabled={pending}>
        {pending ? "Saving…" : "Set the password and sign in"}
      </Button>
    </form>
  );
}
