"use client";

import { useId } from "react";
import { useRequest } from "@/components/live/use-request";
import { ProblemText } from "@/components/ui/problem-text";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { codesOf, isCodeOf } from "@/lib/domain/values/code-table";
import type { ActionResult } from "@/lib/web/define-action";

type Options<Code extends string> = Readonly<Record<Code, { label: string; hint: string }>>;

type Changed = ActionResult<{ kind: "changed" | "not_found" | "not_allowed" | "limited" }>;

/** A property of an app to choose. A choice is stored at once. */
export function AppChoice<Code extends string>({
  label,
  options,
  chosen,
  save,
  stored,
}: {
  label: string;
  options: Options<Code>;
  chosen: Code;
  save: (code: Code) => Promise<Changed>;
  /** Says what the choice changes. */
  stored: string;
}) {
  const id = useId();
  const { problem, pending, send } = useRequest("Choose once more: repeating it changes nothing.");
  const choose = (code: string) => {
    if (!isCodeOf(options, code)) return;
    send(
      () => save(code),
      (answer) => {
        if (answer.kind !== "changed") return "The app no longer exists, or you may not change it.";
        toast(stored);
        return null;
      },
    );
  };
  return (
    <div className="grid gap-1.5">
      <ChoiceField {...{ id, label, options, chosen, pending }} onChange={choose} />
      <ProblemText>{problem}</ProblemText>
    </div>
  );
}

/** The field of a choice, with the hint of what is chosen. */
export function ChoiceField<Code extends string>({
  id,
  label,
  options,
  chosen,
  pending = false,
  onChange,
}: {
  id: string;
  label: string;
  options: Options<Code>;
  chosen: Code;
  pending?: boolean;
  onChange: (code: string) => void;
}) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <Select
        id={id}
        value={chosen}
        disabled={pending}
        onChange={({ target }) => onChange(target.value)}
        aria-describedby={`${id}-hint`}
        className="max-w-80"
      >
        {codesOf(options).map((code) => (
          <option key={code} value={code}>
            {options[code].label}
          </option>
        ))}
      </Select>
      <p id={`${id}-hint`} className="text-[12.5px] text-muted">
        {options[chosen].hint}
      </p>
    </div>
  );
}
