import { TableLoading } from "@/components/app-shell/table-loading";

export default function PeopleLoading() {
  return <TableLoading title="People" />;
}
