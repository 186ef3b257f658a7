import Link from "next/link";
import { EmptyState } from "@/components/app-shell/empty-state";
import { Button } from "@/components/ui/button";

export default function PortalNotFound() {
  return (
    <EmptyState
      page
      title="There is nothing here"
      action={
        <Button asChild>
          <Link href="/orders">Go to the orders</Link>
        </Button>
      }
    >
      It does not exist, or you do not have access to it.
    </EmptyState>
  );
}
