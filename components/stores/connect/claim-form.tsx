"use client";

import { type FormEvent, useId, useState } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { ChosenMerchant, ClaimInstallResult } from "@/lib/services/stores/claim-install";
import type { ConnectChoices } from "@/lib/services/stores/read-connect-choices";
import type { ActionResult } from "@/lib/web/define-action";
import { StoreUseFields, useStoreUse } from "./store-use-fields";

type Claim = (input: {
  installId: string;
  roles: StoreRole[];
  merchant: ChosenMerchant;
}) => Promise<ActionResult<Exclude<ClaimInstallResult, { kind: "failed" }> | Failed>>;

type Failed = { kind: "failed"; message: string };

const problems = {
  not_found:
    "This installation does not wait any more: it was claimed, or a day has passed. Look at the list of stores, or open the app again in the shop's Shopify admin.",
  other_organization:
    "The app belongs to another organization. Switch to the organization that registered it.",
  unknown_merchant: "This merchant no longer exists. Reload the page.",
};

/** The form that makes an installed shop a store of the organization. */
export function ClaimForm({
  install,
  merchants,
  claim,
}: {
  install: { id: string; shopDomain: string; appHandle: string };
  merchants: ConnectChoices["merchants"];
  claim: Claim;
}) {
  const id = useId();
  const use = useStoreUse(merchants);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const { problem, pending, send } = useRequest("Try again: the installation still waits.");
  const again = new URLSearchParams({ app: install.appHandle, shop: install.shopDomain });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setMissing([]);
    send(
      () => claim({ installId: install.id, ...use.chosen(data) }),
      (answer) => {
        switch (answer.kind) {
          case "claimed":
            window.location.assign(`/stores/${answer.storeId}?connected=${answer.new ? "new" : "again"}`);
            return new Promise(() => {});
          case "fewer_scopes":
            setMissing(answer.scopes);
            return `The shop granted fewer access scopes than the store needs. Missing: ${answer.scopes.join(", ")}.`;
          case "failed":
            return answer.message;
          default:
            return problems[answer.kind];
        }
      },
    );
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <StoreUseFields id={id} merchants={merchants} use={use} />
      <ProblemText>{problem}</ProblemText>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={pending}>
          {pending ? "Connecting…" : "Connect the store"}
        </Button>
        {missing.length > 0 && (
          <Button asChild>
            <a href={`/stores/connect?${again}`}>Authorize again</a>
          </Button>
        )}
      </div>
    </form>
  );
}
