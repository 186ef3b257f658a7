"use client";

import { type FormEvent, useId, useState } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { ProblemText } from "@/components/ui/problem-text";
import { manageRefusals } from "@/lib/domain/people/manage-members";
import type { Role } from "@/lib/domain/people/role";
import type { InviteResult } from "@/lib/services/people/invite-member";
import type { ActionResult } from "@/lib/web/define-action";
import { type Place, PlaceFields } from "./place-fields";
import { ShownLink, type ShownLinkProps } from "./shown-link";

type Invited = { kind: "invited"; url: string; expiresAt: string; mailed: ShownLinkProps["mailed"] };

/** The action that invites somebody. */
type Invite = (
  input: Place & { email: string },
) => Promise<ActionResult<Invited | Exclude<InviteResult, { kind: "invited" }>>>;

/** What went wrong with an invitation, as a sentence. */
function problemOf(answer: Exclude<InviteResult, { kind: "invited" }>): string {
  if (answer.kind === "refused") return manageRefusals[answer.why];
  if (answer.kind === "unknown_merchant") return "A chosen merchant no longer exists. Reload the page.";
  return answer.active
    ? "This e-mail address already belongs to a member of your organization."
    : "This e-mail address belongs to a member without access. Restore their access in the list instead.";
}

/** A button that opens the form for an invitation; afterwards the dialog shows its link. */
export function InviteDialog({
  roleChoices,
  merchants,
  invite,
}: {
  roleChoices: readonly Role[];
  merchants: readonly { id: string; name: string }[];
  invite: Invite;
}) {
  const id = useId();
  const start: Place = { role: "operator", merchantIds: null };
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [place, setPlace] = useState(start);
  const [invited, setInvited] = useState<(Invited & { email: string }) | null>(null);
  const { problem, pending, send } = useRequest(
    "Look at the open invitations: inviting the same address again replaces its link.",
  );
  const noMerchant = place.merchantIds?.length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(
      () => invite({ email: email.trim(), ...place }),
      (answer) => {
        if (answer.kind !== "invited") return problemOf(answer);
        setInvited({ ...answer, email: email.trim() });
        return null;
      },
    );
  };
  const change = (next: boolean) => {
    setOpen(next);
    if (next) return;
    setEmail("");
    setPlace(start);
    setInvited(null);
  };
  return (
    <>
      <Button variant="primary" onClick={() => change(true)}>
        Invite a member
      </Button>
      <Dialog open={open} onOpenChange={change}>
        <DialogContent
          title="Invite a member"
          description="They get a link with which they choose a name and a password. It works once, for 7 days."
          footer={
            invited ? (
              <Button variant="primary" onClick={() => change(false)}>
                Done
              </Button>
            ) : (
              <Button type="submit" form={`${id}-form`} variant="primary" disabled={pending || noMerchant}>
                {pending ? "Creating the link…" : "Create the link"}
              </Button>
            )
          }
        >
          {invited ? (
            <ShownLink
              about={`This link lets ${invited.email} join as ${place.role}.`}
              url={invited.url}
              mailed={invited.mailed}
            />
          ) : (
            <form id={`${id}-form`} onSubmit={submit} className="grid gap-4">
              <label className="grid gap-1.5" htmlFor={`${id}-email`}>
                <span className="font-medium">E-mail</span>
                <Input
                  id={`${id}-email`}
                  type="email"
                  required
                  maxLength={254}
                  autoComplete="off"
                  value={email}
                  onChange={(event) => setEmail(event.target.value)}
                />
              </label>
              <PlaceFields {...{ place, roleChoices, merchants }} onChange={setPlace} />
              {noMerchant && <p className="text-muted">Choose at least one merchant.</p>}
              <ProblemText>{problem}</ProblemText>
            </form>
          )}
        </DialogContent>
      </Dialog>
    </>
  );
}
