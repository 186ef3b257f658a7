import Link from "next/link";
import { Blank } from "@/components/frame/blank";

export default function NotFound() {
  return (
    <main>
      <Blank
        page
        title="There is no such page"
        action={
          <Link href="/orders" className="text-accent underline underline-offset-2">
            Go to the orders
          </Link>
        }
      >
        The address may be mistyped, or the page was moved.
      </Blank>
    </main>
  );
}
