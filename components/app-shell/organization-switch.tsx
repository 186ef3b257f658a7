"use client";

import { useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/define-action";

export type SwitchOrganization = (input: { organizationId: string }) => Promise<ActionResult<boolean>>;

/** The organization's name; a choice when the user belongs to several organizations. */
export function OrganizationSwitch({
  current,
  organizations,
  switchTo,
}: {
  current: { id: string; name: string };
  organizations: { id: string; name: string }[];
  switchTo: SwitchOrganization;
}) {
  const [busy, start] = useTransition();
  if (organizations.length < 2) {
    return (
      <span className="truncate px-2 text-[12.5px] text-muted" title={current.name} translate="no">
        {current.name}
      </span>
    );
  }
  const choose = (organizationId: string) =>
    start(async () => {
      try {
        const result = await switchTo({ organizationId });
        // A full page load, so that nothing of the previous organization stays in memory.
        if (result.ok && result.value) window.location.assign("/orders");
        else
          toast.error(result.ok ? "You are no longer a member of that organization." : result.error.message);
      } catch (error) {
        toast.error(noAnswer(error, "Try again later."));
      }
    });
  return (
    <Select
      aria-label="Organization"
      value={current.id}
      disabled={busy}
      onChange={(event) => choose(event.target.value)}
      className="w-full"
    >
      {organizations.map((organization) => (
        <option key={organization.id} value={organization.id} translate="no">
          {organization.name}
        </option>
      ))}
    </Select>
  );
}
