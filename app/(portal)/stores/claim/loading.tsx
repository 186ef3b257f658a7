import { TableLoading } from "@/components/app-shell/table-loading";

export default function ClaimLoading() {
  return <TableLoading title="Finish connecting" />;
}
