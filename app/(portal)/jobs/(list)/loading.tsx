import { TableLoading } from "@/components/frame/table-loading";

export default function JobsLoading() {
  return <TableLoading title="Jobs" />;
}
