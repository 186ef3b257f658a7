import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { Button } from "../ui/button";

/** Newer and older: pages begin after a certain order, so new ones never shift them. */
export function OrdersPager({
  newerHref,
  olderHref,
}: {
  newerHref: string | null;
  olderHref: string | null;
}) {
  if (!newerHref && !olderHref) return null;
  return (
    <nav aria-label="Pages of the list" className="flex items-center justify-end gap-2 px-4 py-3 md:px-6">
      {newerHref ? (
        <Button asChild size="small">
          <Link href={newerHref}>
            <ChevronLeft aria-hidden="true" /> Newer
          </Link>
        </Button>
      ) : (
        <Button size="small" disabled>
          <ChevronLeft aria-hidden="true" /> Newer
        </Button>
      )}
      {olderHref ? (
        <Button asChild size="small">
          <Link href={olderHref}>
            Older <ChevronRight aria-hidden="true" />
          </Link>
        </Button>
      ) : (
        <Button size="small" disabled>
          Older <ChevronRight aria-hidden="true" />
        </Button>
      )}
    </nav>
  );
}
