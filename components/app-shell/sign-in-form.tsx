"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { signInSentence } from "./sign-in-sentence";

/**
 * The sign-in form. When the portal refuses, the form stays and shows the reason.
 *
 * @param next the page of the portal that opens after signing in
 */
export function SignInForm({ next }: { next: "/orders" | "/stores/claim" }) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      setProblem(null);
      try {
        const answer = await signIn("credentials", {
          email: form.get("email"),
          password: form.get("password"),
          redirect: false,
        });
        if (answer?.ok && !answer.error) {
          // A full page load, so that nothing of an earlier session stays in memory.
          window.location.assign(next);
          // Keeps the button disabled until the new page loads.
          await new Promise(() => {});
        }
        setProblem(signInSentence(answer?.error ?? null, new Date()));
      } catch {
        setProblem(signInSentence("unreachable", new Date()));
      }
    });
  };

  return (
    <form
      method="post"
      onSubmit={submit}
      className="grid gap-4"
      aria-describedby={problem ? `${id}-problem` : undefined}
    >
      <label className="grid gap-1.5" htmlFor={`${id}-email`}>
        <span className="font-medium">E-mail</span>
        <Input id={`${id}-email`} name="email" type="email" required autoComplete="username" autoFocus />
      </label>
      <label className="grid gap-1.5" htmlFor={`${id}-password`}>
        <span className="font-medium">Password</span>
        <Input
          id={`${id}-password`}
          name="password"
          type="password"
          required
          autoComplete="current-password"
        />
      </label>
      {problem && (
        <p id={`${id}-problem`} role="alert" className="rounded bg-red-wash px-3 py-2 text-red">
          {problem}
        </p>
      )}
      <Button type="submit" variant="primary" disabled={pending} className="h-9">
        {pending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
