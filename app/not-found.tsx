import Link from "next/link";
import { EmptyState } from "@/components/app-shell/empty-state";

export default function NotFound() {
  return (
    <main>
      <EmptyState
        page
        title="There is no such page"
        action={
          <Link href="/orders" className="text-accent underline underline-offset-2">
            Go to the orders
          </Link>
        }
      >
        The address may be mistyped, or the page was moved.
      </EmptyState>
    </main>
  );
}
