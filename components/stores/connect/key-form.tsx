"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ProblemText } from "@/components/ui/problem-text";
import type { ActionResult } from "@/lib/web/define-action";
import { type ConnectAnswer, sayConnected } from "./say-connected";

/** The form that connects a destination store to the source store of a key. */
export function KeyForm({
  store,
  connect,
}: {
  store: { id: string };
  connect: (input: { destinationStoreId: string; key: string }) => Promise<ActionResult<ConnectAnswer>>;
}) {
  const id = useId();
  const router = useRouter();
  const { problem, pending, send } = useRequest("Reload the page to see whether the stores are connected.");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget).get("key") ?? "");
    send(
      () => connect({ destinationStoreId: store.id, key }),
      (answer) =>
        sayConnected(answer, "No source store of your organization has this key.", () => router.refresh()),
    );
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <label htmlFor={id} className="font-medium">
        Add a supplier by its store key
      </label>
      <div className="flex flex-wrap gap-2">
        <Input id={id} name="key" required maxLength={100} autoComplete="off" className="w-80" />
        <Button type="submit" disabled={pending}>
          {pending ? "Connecting…" : "Connect by key"}
        </Button>
      </div>
      <ProblemText>{problem}</ProblemText>
    </form>
  );
}
