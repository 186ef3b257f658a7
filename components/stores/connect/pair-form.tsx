"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/web/define-action";
import { type ConnectAnswer, sayConnected } from "./say-connected";

type Connect = (input: {
  destinationStoreId: string;
  sourceStoreId: string;
}) => Promise<ActionResult<ConnectAnswer>>;

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
      (answer) =>
        sayConnected(
          answer,
          "One of the stores no longer exists, or you do not have access to it. Reload the page.",
          () => router.refresh(),
        ),
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
