"use client";

import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import { manageRefusals } from "@/lib/domain/people/manage-members";
import type { RevokeInvitationResult } from "@/lib/services/people/revoke-invitation";
import type { ActionResult } from "@/lib/web/define-action";

/** The action that revokes an open invitation. */
export type Revoke = (input: { invitationId: string }) => Promise<ActionResult<RevokeInvitationResult>>;

/** Revokes an open invitation. */
export function RevokeButton({
  invitationId,
  email,
  revoke,
}: {
  invitationId: string;
  email: string;
  revoke: Revoke;
}) {
  const { problem, pending, send } = useRequest(
    "Reload the page to see whether the invitation is still open.",
  );
  const press = () =>
    send(
      () => revoke({ invitationId }),
      (answer) => {
        if (answer.kind === "refused") return manageRefusals[answer.why];
        if (answer.kind === "not_found") return "The invitation was accepted or revoked meanwhile.";
        toast("The invitation is revoked. Its link no longer works.");
        return null;
      },
    );
  return (
    <>
      <Button
        size="small"
        disabled={pending}
        onClick={press}
        aria-label={`Revoke the invitation of ${email}`}
      >
        Revoke
      </Button>
      <ProblemText>{problem}</ProblemText>
    </>
  );
}
