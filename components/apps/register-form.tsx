"use client";

import { type FormEvent, useId, useRef, useState } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import {
  type AppDistribution,
  allowsTokens,
  appDistributions,
  NEW_APP_DISTRIBUTION,
} from "@/lib/domain/installations/apps/app-distribution";
import { NEW_APP_TOKENS, type TokenKind, tokenKinds } from "@/lib/domain/installations/tokens/token-lifetime";
import { isCodeOf } from "@/lib/domain/values/code-table";
import type { RegisterAppResult } from "@/lib/services/installations/apps/register-app";
import type { ActionResult } from "@/lib/web/define-action";
import { ChoiceField } from "./app-choice";

type Register = (input: {
  name: string;
  clientId: string;
  clientSecret: string;
  tokens: TokenKind;
  distribution: AppDistribution;
}) => Promise<ActionResult<RegisterAppResult | { kind: "limited" }>>;

/** The form that registers a Shopify app. */
export function RegisterForm({ register }: { register: Register }) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [distribution, setDistribution] = useState<AppDistribution>(NEW_APP_DISTRIBUTION);
  const [chosen, setTokens] = useState<TokenKind>(NEW_APP_TOKENS);
  const tokens = allowsTokens(distribution, chosen) ? chosen : NEW_APP_TOKENS;
  const { problem, pending, send } = useRequest("Reload the page to see whether the app is registered.");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "");
    const credentials = {
      ...{ name: text("name"), clientId: text("clientId"), clientSecret: text("clientSecret") },
    };
    send(
      () => register({ ...credentials, tokens, distribution }),
      (answer) => {
        if (answer.kind === "limited") return "Only an owner who sees all merchants registers apps.";
        if (answer.kind === "known")
          return "An app with this client ID is registered already. Replace its secret above instead.";
        form.current?.reset();
        toast("The app is registered. Enter its addresses on Shopify's side next.");
        return null;
      },
    );
  };
  return (
    <form ref={form} onSubmit={submit} className="grid max-w-[520px] gap-4">
      <Field name="name" label="Name" hint="For you, such as the merchant whose app it is." maxLength={60} />
      <Field
        name="clientId"
        label="Client ID"
        hint="In Shopify's Dev Dashboard, under Settings of the app."
      />
      <Field
        name="clientSecret"
        label="Client secret"
        hint="Stored encrypted and never shown again."
        type="password"
      />
      <ChoiceField
        id={`${id}-distribution`}
        label="Distribution"
        options={appDistributions}
        chosen={distribution}
        onChange={(code) => isCodeOf(appDistributions, code) && setDistribution(code)}
      />
      {appDistributions[distribution].tokens.length > 1 && (
        <ChoiceField
          id={`${id}-tokens`}
          label="Access tokens"
          options={tokenKinds}
          chosen={tokens}
          onChange={(code) => isCodeOf(tokenKinds, code) && setTokens(code)}
        />
      )}
      <ProblemText>{problem}</ProblemText>
      <div>
        <Button type="submit" variant="primary" disabled={pending}>
          {pending ? "Registering…" : "Register the app"}
        </Button>
      </div>
    </form>
  );
}

function Field({
  name,
  label,
  hint,
  type = "text",
  maxLength = 200,
}: {
  name: string;
  label: string;
  hint: string;
  type?: "text" | "password";
  maxLength?: number;
}) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <Input
        {...{ id, name, type, maxLength }}
        required
        autoComplete={type === "password" ? "new-password" : "off"}
        aria-describedby={`${id}-hint`}
        spellCheck={false}
      />
      <p id={`${id}-hint`} className="text-[12.5px] text-muted">
        {hint}
      </p>
    </div>
  );
}
