import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { Unclaimed } from "@/lib/services/stores/read-unclaimed";

/** Says that installations wait in this browser, with the way to the page that finishes them. Nothing without one. */
export function WaitingInstalls({ installs }: { installs: readonly Unclaimed[] }) {
  const waiting = installs.filter(({ storeId }) => storeId === null);
  if (waiting.length === 0) return null;
  return (
    <section
      aria-label="Installations that wait"
      className="mx-4 mb-4 flex flex-wrap items-center justify-between gap-3 rounded border bg-raised px-4 py-3 md:mx-6"
    >
      <p>
        <span>Installed in Shopify, and not connected yet: </span>
        <bdi translate="no">{waiting.map(({ shopDomain }) => shopDomain).join(", ")}</bdi>
      </p>
      <Button asChild variant="primary">
        <Link href="/stores/claim">Finish connecting</Link>
      </Button>
    </section>
  );
}
