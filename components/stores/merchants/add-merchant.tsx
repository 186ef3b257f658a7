"use client";

import { AskDialog } from "@/components/orders/shared/ask-dialog";
import type { ActionResult } from "@/lib/web/define-action";

/** A button that opens the question for the name of a new merchant. */
export function AddMerchant({
  add,
}: {
  add: (input: { name: string }) => Promise<ActionResult<{ kind: "added" | "not_found" }>>;
}) {
  return (
    <AskDialog
      button="Add a merchant…"
      title="Add a merchant"
      about="A client of your agency. Connect their stores afterwards."
      field={{ kind: "line", label: "Name", placeholder: "As you call the client" }}
      submit="Add the merchant"
      busy="Adding…"
      send={(name) => add({ name })}
      say={(answer) =>
        answer.kind === "added"
          ? { done: "The merchant is in the list." }
          : { problem: "Only a user who sees all merchants adds one." }
      }
      again="You can safely add it again: a name is added once."
    />
  );
}
