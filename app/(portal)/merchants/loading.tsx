import { TableLoading } from "@/components/app-shell/table-loading";

export default function MerchantsLoading() {
  return <TableLoading title="Merchants" />;
}
