import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHead } from "@/components/app-shell/page-head";

/** The frame of the pages that connect a store: the way back to the list of stores, the head, and what is asked. */
export function ConnectFrame({
  title,
  sentence,
  notice,
  children,
}: {
  title: string;
  sentence: string;
  /** Above what is asked, as wide as the page. */
  notice?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <div className="px-4 pt-4 md:px-6">
        <Link href="/stores" className="inline-flex items-center gap-0.5 text-muted hover:text-ink">
          <ChevronLeft className="size-4" aria-hidden="true" /> Stores
        </Link>
      </div>
      <PageHead title={title} sentence={sentence} />
      {notice}
      <div className="grid gap-6 px-4 md:px-6">{children}</div>
    </>
  );
}
