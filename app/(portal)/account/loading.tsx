import { TableLoading } from "@/components/app-shell/table-loading";

export default function AccountLoading() {
  return <TableLoading title="Your account" />;
}
