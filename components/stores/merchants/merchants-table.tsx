"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRequest } from "@/components/live/use-request";
import { AskDialog } from "@/components/orders/shared/ask-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import { Table, Td, Th } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { counted } from "@/lib/domain/values/counted";
import type { ArchiveMerchantResult } from "@/lib/services/stores/merchants/archive-merchant";
import type { RenameMerchantResult } from "@/lib/services/stores/merchants/rename-merchant";
import type { ActionResult } from "@/lib/web/define-action";

type Merchant = { id: string; name: string; archivedAt: Date | null; connected: number; stores: number };

type MerchantActions = {
  rename: (input: { merchantId: string; name: string }) => Promise<ActionResult<RenameMerchantResult>>;
  archive: (input: { merchantId: string; archived: boolean }) => Promise<ActionResult<ArchiveMerchantResult>>;
};

/** The merchants with their stores, and what can be done with each. */
export function MerchantsTable({
  merchants,
  ...actions
}: MerchantActions & { merchants: readonly Merchant[] }) {
  return (
    <div className="border-y">
      <Table>
        <thead className="bg-sunken">
          <tr>
            <Th className="pl-4 md:pl-6">Merchant</Th>
            <Th>Stores</Th>
            <Th className="pr-4 md:pr-6">
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {merchants.map((merchant) => (
            <tr key={merchant.id} className="border-t hover:bg-sunken">
              <th scope="row" className="py-2 pl-4 text-left font-medium md:pl-6">
                <span translate="no" className="mr-2">
                  {merchant.name}
                </span>
                {merchant.archivedAt && <Badge pip="empty">Archived</Badge>}
              </th>
              <Td>
                {merchant.stores === 0 ? (
                  <span className="text-muted">None</span>
                ) : (
                  <Link
                    href={`/stores?merchant=${encodeURIComponent(merchant.id)}`}
                    className="text-accent underline underline-offset-2"
                  >
                    {`${counted(merchant.stores, "store")}, ${merchant.connected} connected`}
                  </Link>
                )}
              </Td>
              <Td className="py-2 pr-4 md:pr-6">
                <MerchantButtons merchant={merchant} {...actions} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

const gone = "The merchant no longer exists, or you do not have access to it. Reload the page.";

function MerchantButtons({ merchant, rename, archive }: MerchantActions & { merchant: Merchant }) {
  const router = useRouter();
  const { problem, pending, send } = useRequest("Reload the page to see what is saved.");
  const { id: merchantId, name } = merchant;
  const archived = merchant.archivedAt !== null;
  const setArchived = () =>
    send(
      () => archive({ merchantId, archived: !archived }),
      (answer) => {
        if (answer.kind === "not_found") return gone;
        if (answer.kind === "has_stores")
          return `Disconnect the stores of this merchant first: ${answer.names.join(", ")}.`;
        toast(answer.kind === "archived" ? "The merchant is archived." : "The merchant is active again.");
        router.refresh();
        return null;
      },
    );
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <ProblemText>{problem}</ProblemText>
      <AskDialog
        small
        button="Rename…"
        title={`Rename ${name}`}
        about="The new name is shown everywhere."
        field={{ kind: "line", label: "New name", placeholder: name }}
        submit="Rename"
        busy="Renaming…"
        send={(next) => rename({ merchantId, name: next })}
        say={(answer) => {
          if (answer.kind === "name_taken") return { problem: "Another merchant has this name." };
          return answer.kind === "renamed" ? { done: "The merchant is renamed." } : { problem: gone };
        }}
        again="You can safely rename it again."
      />
      <Button
        size="small"
        disabled={pending}
        onClick={setArchived}
        aria-label={`${archived ? "Take out of the archive" : "Archive"}: ${name}`}
      >
        {archived ? "Take out of the archive" : "Archive"}
      </Button>
    </div>
  );
}
