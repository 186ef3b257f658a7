import { TableLoading } from "@/components/app-shell/table-loading";

export default function StoreLoading() {
  return <TableLoading title="Store" />;
}
