import { TableLoading } from "@/components/app-shell/table-loading";

export default function AppsLoading() {
  return <TableLoading title="Shopify apps" />;
}
