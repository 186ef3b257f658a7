import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/app-shell/empty-state";
import { PageHead } from "@/components/app-shell/page-head";
import { AddMerchant } from "@/components/stores/merchants/add-merchant";
import { MerchantsTable } from "@/components/stores/merchants/merchants-table";
import { requireSession } from "@/lib/auth/require-session";
import { readMerchants } from "@/lib/services/stores/merchants/read-merchants";
import { add, archive, rename } from "./actions";

export const metadata: Metadata = { title: "Merchants" };

export default async function MerchantsPage() {
  const { ctx } = await requireSession("merchants.write");
  const merchants = await readMerchants(ctx);
  if (!merchants) notFound();
  return (
    <>
      <PageHead
        title="Merchants"
        sentence="Your clients. Each destination store belongs to one, and members can be limited to some."
        actions={<AddMerchant add={add} />}
      />
      {merchants.length === 0 ? (
        <EmptyState title="There is no merchant yet">
          Add the client whose store you connect first. You can also add one while you connect a store.
        </EmptyState>
      ) : (
        <MerchantsTable {...{ merchants, rename, archive }} />
      )}
    </>
  );
}
