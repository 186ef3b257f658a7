import { TableLoading } from "@/components/app-shell/table-loading";

export default function StoresLoading() {
  return <TableLoading title="Stores" />;
}
