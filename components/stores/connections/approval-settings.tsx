"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useRequest } from "@/components/live/use-request";
import { SwitchSetting } from "@/components/stores/setting";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import type { Approval } from "@/lib/domain/stores/connection-state";
import type { StoreSettingsResult } from "@/lib/services/stores/change-store-settings";
import type { ChangeStoreKeyResult } from "@/lib/services/stores/connections/change-store-key";
import type { ActionResult } from "@/lib/web/define-action";

/** Who may connect to a source store: whether new connections wait for approval, and its store key. */
export function ApprovalSettings({
  storeId,
  approval,
  hasKey,
  save,
  changeKey,
}: {
  storeId: string;
  approval: Approval;
  hasKey: boolean;
  save: (input: { storeId: string; approval: Approval }) => Promise<ActionResult<StoreSettingsResult>>;
  changeKey: (input: {
    storeId: string;
    change: "create" | "remove";
  }) => Promise<ActionResult<ChangeStoreKeyResult>>;
}) {
  const router = useRouter();
  const [key, setKey] = useState<string | null>(null);
  const { problem, pending, send } = useRequest("Reload the page to see what is saved.");
  const gone = "The store no longer exists, or you do not have access to it.";
  const setApproval = (moderated: boolean) =>
    send(
      () => save({ storeId, approval: moderated ? "moderated" : "automatic" }),
      (answer) => {
        if (answer.kind !== "saved") return gone;
        toast("Saved.");
        router.refresh();
        return null;
      },
    );
  const setNewKey = (change: "create" | "remove") =>
    send(
      () => changeKey({ storeId, change }),
      (answer) => {
        if (answer.kind !== "changed") return gone;
        setKey(answer.key);
        if (answer.key === null) toast("The key is removed. Connections that were made with it stay.");
        router.refresh();
        return null;
      },
    );
  return (
    <section aria-labelledby="new-connections">
      <h2 id="new-connections" className="mb-2 font-semibold">
        New connections to this source store
      </h2>
      <div className="divide-y rounded border bg-raised">
        <SwitchSetting
          id="moderated"
          label="New connections wait for approval"
          hint="When on, a new connection waits on this page until it is approved, and nothing is pushed over it. When off, it is active at once."
          checked={approval === "moderated"}
          disabled={pending}
          onChange={setApproval}
        />
        <div className="grid gap-2 px-4 py-3">
          <p className="font-medium">Store key</p>
          <p className="text-[12.5px] text-muted">
            A colleague who is limited to some merchants does not see this store, and connects a store of
            theirs with its key. The key works in your organization only.
          </p>
          {key && (
            <p role="status" className="flex items-start gap-2">
              <code translate="no" className="min-w-0 flex-1 font-mono text-[12.5px] break-all">
                {key}
              </code>
              <CopyButton text={key} label="Copy the key" />
            </p>
          )}
          {key && <p className="text-[12.5px] text-muted">It is shown only now.</p>}
          <div className="flex flex-wrap gap-2">
            <Button size="small" disabled={pending} onClick={() => setNewKey("create")}>
              {hasKey ? "Replace the key" : "Create a key"}
            </Button>
            {hasKey && (
              <Button size="small" disabled={pending} onClick={() => setNewKey("remove")}>
                Remove the key
              </Button>
            )}
          </div>
          <ProblemText>{problem}</ProblemText>
        </div>
      </div>
    </section>
  );
}
