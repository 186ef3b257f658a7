import { TableLoading } from "@/components/app-shell/table-loading";

export default function FirstStepsLoading() {
  return <TableLoading title="First steps" />;
}
