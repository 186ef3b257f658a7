import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { OrderSort } from "@/lib/domain/order-list/order-filter";
import { sortLabels } from "@/lib/order-list/sorts";

/** Links to the neighbouring pages. A page begins after a certain order, so that new orders do not shift it. */
export function OrdersPager({
  sort,
  beforeHref,
  afterHref,
}: {
  sort: OrderSort;
  beforeHref: string | null;
  afterHref: string | null;
}) {
  if (!beforeHref && !afterHref) return null;
  const { lower, higher } = sortLabels[sort.by];
  const [after, before] = sort.direction === "desc" ? [lower, higher] : [higher, lower];
  return (
    <nav aria-label="Pages of the list" className="flex items-center justify-end gap-2 px-4 py-3 md:px-6">
      <Step href={beforeHref}>
        <ChevronLeft aria-hidden="true" /> {before}
      </Step>
      <Step href={afterHref}>
        {after} <ChevronRight aria-hidden="true" />
      </Step>
    </nav>
  );
}

function Step({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) {
    return (
      <Button size="small" disabled>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild size="small">
      <Link href={href}>{children}</Link>
    </Button>
  );
}
