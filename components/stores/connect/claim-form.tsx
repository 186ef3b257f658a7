"use client";

import { type FormEvent, useId, useState } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { AuthorizeInstallResult } from "@/lib/services/stores/authorize-install";
import type { ClaimInstallResult } from "@/lib/services/stores/claim-install";
import type { ChosenMerchant } from "@/lib/services/stores/merchants/choose-merchant";
import type { ConnectChoices } from "@/lib/services/stores/read-connect-choices";
import type { ActionResult } from "@/lib/web/define-action";
import { connectSentences, goTo } from "./connect-sentences";
import { StoreUseFields, useStoreUse } from "./store-use-fields";
import { useAuthorize } from "./use-authorize";

type Wanted = { installId: string; roles: StoreRole[]; merchant: ChosenMerchant };
type Claim = (
  input: Wanted,
) => Promise<ActionResult<Exclude<ClaimInstallResult, { kind: "failed" }> | Failed>>;

type Failed = { kind: "failed"; message: string };

const problems = {
  not_found:
    "This installation does not wait any more: it was claimed, or a day has passed. Look at the list of stores, or open the app again in the shop's Shopify admin.",
  other_organization: connectSentences.other_organization,
  unknown_merchant: connectSentences.unknown_merchant,
};

/** The form that makes an installed shop a store of the organization. */
export function ClaimForm({
  install,
  merchants,
  claim,
  authorize,
}: {
  install: { id: string };
  merchants: ConnectChoices["merchants"];
  claim: Claim;
  authorize: (input: Wanted) => Promise<ActionResult<AuthorizeInstallResult>>;
}) {
  const id = useId();
  const use = useStoreUse(merchants);
  /** What was wanted when the shop had granted too little for it. */
  const [lacking, setLacking] = useState<Wanted | null>(null);
  const again = useAuthorize();
  const { problem, pending, send } = useRequest("Try again: the installation still waits.");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = { installId: install.id, ...use.chosen(new FormData(event.currentTarget)) };
    setLacking(null);
    send(
      () => claim(wanted),
      (answer) => {
        switch (answer.kind) {
          case "claimed":
            return goTo(`/stores/${answer.storeId}?connected=${answer.new ? "new" : "again"}`);
          case "fewer_scopes":
            setLacking(wanted);
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
      <ProblemText>{again.problem ?? problem}</ProblemText>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={pending}>
          {pending ? "Connecting…" : "Connect the store"}
        </Button>
        {lacking && (
          <Button disabled={again.pending} onClick={() => again.authorize(() => authorize(lacking))}>
            {again.pending ? "Going to Shopify…" : "Authorize again"}
          </Button>
        )}
      </div>
    </form>
  );
}
