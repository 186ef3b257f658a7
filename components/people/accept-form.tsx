"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useId } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ProblemText } from "@/components/ui/problem-text";
import type { AcceptResult } from "@/lib/auth/accept-invitation";
import type { ActionResult } from "@/lib/web/define-action";
import { limitedSentence } from "./limited-sentence";
import { PasswordField } from "./password-field";

type Answer = Exclude<AcceptResult, { kind: "limited" }> | { kind: "limited"; until: string };

type Accept = (
  input:
    | { account: "new"; token: string; name: string; password: string }
    | { account: "known"; token: string; password: string },
) => Promise<ActionResult<Answer>>;

const sentences: Record<Exclude<Answer["kind"], "joined" | "limited">, string> = {
  unknown: "This link is not an invitation any more. Ask for a new one.",
  used: "This invitation was used meanwhile. If that was you, sign in.",
  revoked: "This invitation was revoked meanwhile. Ask for a new one.",
  expired: "This invitation has expired meanwhile. Ask for a new one.",
  wrong: "This is not the password of your account.",
  disabled: "Your account is disabled. Ask the administrator of this portal.",
  account_exists:
    "There is an account with this e-mail address by now. Reload the page and enter its password.",
  no_account:
    "There is no account with this e-mail address. Reload the page and choose a name and a password.",
};

/** The form with which an invited user joins: with a new account, or with the one that they have. */
export function AcceptForm({
  token,
  email,
  account,
  accept,
}: {
  token: string;
  email: string;
  account: "new" | "known" | "signed_in";
  accept: Accept;
}) {
  const id = useId();
  const { problem, pending, send } = useRequest("Open the link again to see whether you have joined.");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "");
    const password = text("password");
    send(
      () =>
        accept(
          account === "new"
            ? { account: "new", token, name: text("name"), password }
            : { account: "known", token, password },
        ),
      async (answer) => {
        if (answer.kind === "limited") return limitedSentence(answer.until);
        if (answer.kind !== "joined") return sentences[answer.kind];
        if (account !== "signed_in") {
          const signed = await signIn("credentials", { email, password, redirect: false });
          // The user has joined; only signing in failed, and the sign-in page says why.
          if (!signed?.ok || signed.error) window.location.assign("/sign-in");
        }
        window.location.assign("/orders");
        return new Promise(() => {});
      },
    );
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      {account === "new" && (
        <>
          <label className="grid gap-1.5" htmlFor={`${id}-name`}>
            <span className="font-medium">Your name</span>
            <Input id={`${id}-name`} name="name" required maxLength={200} autoComplete="name" />
          </label>
          <PasswordField label="Password" name="password" isNew />
        </>
      )}
      {account === "known" && (
        <>
          <p className="text-muted">You already have an account. Enter its password to join with it.</p>
          <PasswordField label="Password of your account" name="password" isNew={false} />
        </>
      )}
      <ProblemText>{problem}</ProblemText>
      <Button type="submit" variant="primary" className="h-9" disabled={pending}>
        {pending ? "Joining…" : "Join"}
      </Button>
    </form>
  );
}
