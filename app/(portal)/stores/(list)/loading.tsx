import { TableLoading } from "@/components/frame/table-loading";

export default function StoresLoading() {
  return <TableLoading title="Stores" />;
}
