import { TableLoading } from "@/components/frame/table-loading";

export default function DeliveriesLoading() {
  return <TableLoading title="Deliveries" />;
}
