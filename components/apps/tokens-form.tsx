"use client";

import { useId } from "react";
import { useRequest } from "@/components/live/use-request";
import { ProblemText } from "@/components/ui/problem-text";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { type TokenKind, tokenKinds } from "@/lib/domain/installations/tokens/token-lifetime";
import { codesOf, isCodeOf } from "@/lib/domain/values/code-table";
import type { ActionResult } from "@/lib/web/define-action";

type Change = (input: {
  handle: string;
  tokens: TokenKind;
}) => Promise<ActionResult<{ kind: "changed" | "not_found" | "limited" }>>;

/** Which access tokens an app asks for. A choice is stored at once. */
export function TokensForm({
  handle,
  tokens,
  change,
}: {
  handle: string;
  tokens: TokenKind;
  change: Change;
}) {
  const id = useId();
  const { problem, pending, send } = useRequest("Choose once more: repeating it changes nothing.");
  const choose = (chosen: string) => {
    if (!isCodeOf(tokenKinds, chosen)) return;
    send(
      () => change({ handle, tokens: chosen }),
      (answer) => {
        if (answer.kind !== "changed") return "The app no longer exists, or you may not change it.";
        toast("Stored. Shops that are connected keep their tokens until they are connected again.");
        return null;
      },
    );
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        Access tokens
      </label>
      <Select
        id={id}
        value={tokens}
        disabled={pending}
        onChange={({ target }) => choose(target.value)}
        aria-describedby={`${id}-hint`}
        className="max-w-80"
      >
        <TokenOptions />
      </Select>
      <p id={`${id}-hint`} className="text-[12.5px] text-muted">
        {tokenKinds[tokens].hint}
      </p>
      <ProblemText>{problem}</ProblemText>
    </div>
  );
}

/** The kinds of tokens to choose from. */
export function TokenOptions() {
  return codesOf(tokenKinds).map((kind) => (
    <option key={kind} value={kind}>
      {tokenKinds[kind].label}
    </option>
  ));
}
