"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/define-action";

type Connect = (input: {
  destinationStoreId: string;
  sourceStoreId: string;
}) => Promise<ActionResult<{ kind: "connected" | "not_found" | "same_store" | "loop" } | Failed>>;

type Failed = { kind: "failed"; message: string };

/** The form that lets a source store supply this destination store. */
export function PairForm({
  store,
  others,
  connect,
}: {
  store: { id: string; name: string };
  /** The stores that may supply it. */
  others: readonly { id: string; name: string }[];
  connect: Connect;
}) {
  const id = useId();
  const router = useRouter();
  const { problem, pending, send } = useRequest("Reload the page to see whether the stores are connected.");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sourceStoreId = String(new FormData(event.currentTarget).get("source") ?? "");
    send(
      () => connect({ destinationStoreId: store.id, sourceStoreId }),
      (answer) => {
        switch (answer.kind) {
          case "connected":
            toast("The stores are connected. Map products next, so that orders can go.");
            router.refresh();
            return null;
          case "loop":
            return "This would close a loop: orders could come back to a store that they came from.";
          case "failed":
            return answer.message;
          default:
            return "One of the stores no longer exists, or you do not have access to it. Reload the page.";
        }
      },
    );
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <label htmlFor={id} className="font-medium">
        Add a supplier of this store
      </label>
      <div className="flex flex-wrap gap-2">
        <Select id={id} name="source" className="min-w-60">
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {other.name}
            </option>
          ))}
        </Select>
        <Button type="submit" disabled={pending}>
          {pending ? "Connecting…" : "Connect"}
        </Button>
      </div>
      <ProblemText>{problem}</ProblemText>
    </form>
  );
}
