"use client";

import { useState } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import { manageRefusals } from "@/lib/domain/people/manage-members";
import type { Role } from "@/lib/domain/people/role";
import type { ChangeMemberResult, MemberChange } from "@/lib/services/people/change-member";
import type { CreateResetLinkResult } from "@/lib/services/people/create-reset-link";
import type { ActionResult } from "@/lib/web/define-action";
import { type Place, PlaceFields } from "./place-fields";
import { ShownLink, type ShownLinkProps } from "./shown-link";

type Created = { kind: "created"; url: string; mailed: ShownLinkProps["mailed"] };

/** The actions on a member. */
export type MemberActions = {
  change: (input: { userId: string; change: MemberChange }) => Promise<ActionResult<ChangeMemberResult>>;
  createReset: (input: {
    userId: string;
  }) => Promise<ActionResult<Created | Exclude<CreateResetLinkResult, { kind: "created" }>>>;
};

/** What went wrong with a change of a member, as a sentence. */
function problemOf(
  answer: Exclude<ChangeMemberResult | CreateResetLinkResult, { kind: "changed" | "created" }>,
): string {
  switch (answer.kind) {
    case "refused":
      return manageRefusals[answer.why];
    case "unknown_merchant":
      return "A chosen merchant no longer exists. Reload the page.";
    case "not_found":
      return "This member no longer belongs to your organization. Reload the page.";
    case "member_elsewhere":
      return "This user also belongs to another organization, so you cannot create a link. Ask the user to change the password on the page Your account, or ask the administrator of this portal for a link.";
  }
}

/** A button that opens a member: role and merchants, a link for a new password, and the end of their access. */
export function MemberDialog({
  member,
  roleChoices,
  merchants,
  actions,
}: {
  member: Place & { userId: string; name: string; active: boolean };
  roleChoices: readonly Role[];
  merchants: readonly { id: string; name: string }[];
  actions: MemberActions;
}) {
  const { userId } = member;
  const saved: Place = { role: member.role, merchantIds: member.merchantIds };
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState(saved);
  const [link, setLink] = useState<Created | null>(null);
  const { problem, pending, send } = useRequest("Reload the page to see what is saved.");
  const change = (next: MemberChange, done: string) =>
    send(
      () => actions.change({ userId, change: next }),
      (answer) => {
        if (answer.kind !== "changed") return problemOf(answer);
        toast(done);
        setOpen(false);
        return null;
      },
    );
  const reset = () =>
    send(
      () => actions.createReset({ userId }),
      (answer) => {
        if (answer.kind !== "created") return problemOf(answer);
        setLink(answer);
        return null;
      },
    );
  const openChange = (next: boolean) => {
    setOpen(next);
    setPlace(saved);
    setLink(null);
  };
  return (
    <>
      <Button size="small" onClick={() => openChange(true)} aria-label={`Change ${member.name}`}>
        Change
      </Button>
      <Dialog open={open} onOpenChange={openChange}>
        <DialogContent
          title={member.name}
          description="Changes take effect at once, also on pages that the member has open."
          footer={
            <Button
              variant="primary"
              disabled={pending || place.merchantIds?.length === 0}
              onClick={() => change({ kind: "place", ...place }, `Saved ${member.name}.`)}
            >
              Save
            </Button>
          }
        >
          <div className="grid gap-4">
            <PlaceFields {...{ place, roleChoices, merchants }} onChange={setPlace} />
            <AccessButtons
              active={member.active}
              disabled={pending}
              onReset={reset}
              onAccess={(active) =>
                change(
                  { kind: "access", active },
                  active ? `${member.name} has access again.` : `${member.name} has no access any more.`,
                )
              }
            />
            {link && (
              <ShownLink
                about={`With this link ${member.name} sets a new password within 24 hours.`}
                url={link.url}
                mailed={link.mailed}
              />
            )}
            <ProblemText>{problem}</ProblemText>
          </div>
        </DialogContent>
      </Dialog>
    </>
  );
}

/** The acts on a member that need no other field. */
function AccessButtons({
  active,
  disabled,
  onReset,
  onAccess,
}: {
  active: boolean;
  disabled: boolean;
  onReset: () => void;
  onAccess: (active: boolean) => void;
}) {
  return (
    <div className="flex flex-wrap gap-2 border-t pt-4">
      <Button disabled={disabled} onClick={onReset}>
        Create a link for a new password
      </Button>
      <Button disabled={disabled} onClick={() => onAccess(!active)}>
        {active ? "End access" : "Restore access"}
      </Button>
    </div>
  );
}
