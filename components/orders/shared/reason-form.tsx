"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { counted } from "@/lib/domain/values/counted";

/** A form for the reason with which orders are pushed despite cautions. The reason is stored with the push. */
export function ReasonForm({
  orders,
  pending,
  onSubmit,
}: {
  orders: number;
  pending: boolean;
  onSubmit: (reason: string) => void;
}) {
  const id = useId();
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) onSubmit(reason.trim());
  };
  return (
    <form onSubmit={submit} className="grid gap-2 rounded border bg-amber-wash p-3">
      <label htmlFor={id} className="font-medium">
        Reason for pushing anyway
      </label>
      <Textarea
        id={id}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder="Stored with the push and shown in the timeline"
      />
      <Button type="submit" variant="primary" disabled={pending || reason.trim() === ""} className="w-fit">
        {pending ? "Recording…" : `Push ${counted(orders, "order")} with this reason`}
      </Button>
    </form>
  );
}
