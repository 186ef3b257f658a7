import { TableLoading } from "@/components/app-shell/table-loading";

export default function DeliveriesLoading() {
  return <TableLoading title="Deliveries" />;
}
