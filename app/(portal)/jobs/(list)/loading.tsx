import { TableLoading } from "@/components/app-shell/table-loading";

export default function JobsLoading() {
  return <TableLoading title="Jobs" />;
}
