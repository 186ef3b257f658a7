"use client";

import { useRouter } from "next/navigation";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import { counted } from "@/lib/domain/values/counted";
import type { ActionResult } from "@/lib/web/define-action";

/** The server action that checks a store now. */
export type CheckStore = (input: {
  storeId: string;
}) => Promise<
  ActionResult<
    | { kind: "checked"; repaired: number; refused: number }
    | { kind: "failed"; message: string }
    | { kind: "not_found" }
  >
>;

/** The button that checks a store's connection now, and says what was found. */
export function CheckStoreButton({ storeId, check }: { storeId: string; check: CheckStore }) {
  const router = useRouter();
  const { problem, pending, send } = useRequest("Checking again does no harm.");
  const press = () =>
    send(
      () => check({ storeId }),
      (answer) => {
        if (answer.kind === "not_found")
          return "The store no longer exists, or you do not have access to it. Reload the page.";
        router.refresh();
        if (answer.kind === "failed") return answer.message;
        if (answer.refused > 0)
          return `Shopify refused ${counted(answer.refused, "webhook")}. The reason is shown under Webhooks.`;
        toast(
          answer.repaired > 0
            ? `${counted(answer.repaired, "webhook")} repaired.`
            : "Checked: all webhooks are set up.",
        );
        return null;
      },
    );
  return (
    <>
      <Button type="button" onClick={press} disabled={pending}>
        {pending ? "Checking…" : "Check now"}
      </Button>
      <ProblemText>{problem}</ProblemText>
    </>
  );
}
