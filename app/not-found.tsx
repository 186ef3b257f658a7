import Link from "next/link";
import { EmptyState } from "@/components/app-shell/empty-state";

export default function NotFound() {
  return (
    <main>
      <EmptyState
        page
        title="Page not found"
        action={
          <Link href="/orders" className="text-accent underline underline-offset-2">
            Go to the orders
          </Link>
        }
      >
        Check the address. The page may have been moved.
      </EmptyState>
    </main>
  );
}
