import type { Metadata } from "next";
import { EmptyState } from "@/components/app-shell/empty-state";
import { PageHead } from "@/components/app-shell/page-head";
import { Backlog } from "@/components/deliveries/backlog";
import { deliveryReason } from "@/components/deliveries/delivery-reason";
import { Instant } from "@/components/format/instant";
import { Badge, type Tone } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { requireSession } from "@/lib/auth/require-session";
import { type DeliveryState, deliveryStates } from "@/lib/domain/intake/delivery";
import { listStoreDeliveries } from "@/lib/services/intake/list-store-deliveries";

export const metadata: Metadata = { title: "Deliveries" };

const looks: Record<DeliveryState, { tone: Tone; pip: "empty" | "half" | "full" | "cross" }> = {
  received: { tone: "blue", pip: "empty" },
  processed: { tone: "green", pip: "full" },
  waiting: { tone: "amber", pip: "half" },
  parked: { tone: "red", pip: "cross" },
  ignored: { tone: "neutral", pip: "empty" },
};

export default async function DeliveriesPage() {
  const { ctx } = await requireSession("deliveries.read");
  const { backlog, deliveries } = await listStoreDeliveries(ctx);
  return (
    <>
      <PageHead
        title="Deliveries"
        sentence="Webhooks from your shops that changed nothing yet: waiting to be retried, parked because they could not be read, or ignored. Each webhook is stored before the shop gets an answer."
      />
      <Backlog lanes={backlog} />
      {deliveries.length === 0 ? (
        <EmptyState title="All deliveries are processed">
          Deliveries that wait, are parked or were ignored appear here.
        </EmptyState>
      ) : (
        <div className="border-y">
          <Table>
            <thead className="bg-sunken">
              <tr>
                <Th className="hidden pl-4 md:table-cell md:pl-6">Received</Th>
                <Th className="pl-4 md:pl-2">Store</Th>
                <Th className="hidden md:table-cell">Topic</Th>
                <Th>State</Th>
                <Th>Reason</Th>
                <Th className="hidden pr-4 text-right md:table-cell md:pr-6">Attempts</Th>
              </tr>
            </thead>
            <tbody>
              {deliveries.map((delivery) => (
                <tr key={delivery.id} className="border-t">
                  <Td className="hidden pl-4 whitespace-nowrap text-muted md:table-cell md:pl-6">
                    <Instant at={delivery.receivedAt.toISOString()} timeZone={delivery.timeZone} />
                  </Td>
                  <Td className="py-2 pl-4 md:pl-2">
                    <bdi translate="no">{delivery.storeName}</bdi>
                    <span className="block font-mono text-[12px] leading-4 text-muted md:hidden">
                      {delivery.topic}
                    </span>
                    <span className="block text-[12px] leading-4 text-muted md:hidden">
                      <Instant at={delivery.receivedAt.toISOString()} timeZone={delivery.timeZone} />
                    </span>
                  </Td>
                  <Td translate="no" className="hidden font-mono text-[12px] md:table-cell">
                    {delivery.topic}
                  </Td>
                  <Td>
                    <Badge {...looks[delivery.state]}>{deliveryStates[delivery.state].label}</Badge>
                  </Td>
                  <Td className="min-w-40 max-w-[56ch] break-words py-2 pr-4">
                    {delivery.reason === null ? (
                      <span className="text-muted">None</span>
                    ) : (
                      deliveryReason(delivery.reason)
                    )}
                  </Td>
                  <Td className="hidden pr-4 text-right md:table-cell md:pr-6">{delivery.attempts}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </>
  );
}
