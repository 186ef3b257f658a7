"use client";

import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import type { AuthorizeResult } from "@/lib/services/stores/authorize-again";
import type { ActionResult } from "@/lib/web/define-action";
import { useAuthorize } from "./use-authorize";

/** The server action that begins to authorize the app of a store again. */
export type AuthorizeStore = (input: { storeId: string }) => Promise<ActionResult<AuthorizeResult>>;

/** The button that authorizes the app of a store again: it goes straight on to Shopify's page. */
export function AuthorizeButton({
  storeId,
  authorize,
  label,
  variant = "outline",
}: {
  storeId: string;
  authorize: AuthorizeStore;
  label: string;
  variant?: "primary" | "outline";
}) {
  const { problem, pending, authorize: begin } = useAuthorize();
  return (
    <>
      <Button variant={variant} disabled={pending} onClick={() => begin(() => authorize({ storeId }))}>
        {pending ? "Going to Shopify…" : label}
      </Button>
      <ProblemText>{problem}</ProblemText>
    </>
  );
}
