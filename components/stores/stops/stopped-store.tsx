import Link from "next/link";
import { counted } from "@/lib/domain/values/counted";

/** What a stop of a store or connection ends, with a link to the store's page, and how much waits. */
export function StoppedStore({
  stop,
}: {
  stop: { storeId: string | null; storeName: string | null; sourceName: string | null; waiting: number };
}) {
  return (
    <>
      <span>{stop.sourceName === null ? "nothing is sent for " : "nothing is sent from "}</span>
      <Link href={`/stores/${stop.storeId}`} translate="no" className="font-medium underline">
        {stop.storeName}
      </Link>
      {stop.sourceName !== null && (
        <>
          <span> to </span>
          <bdi translate="no">{stop.sourceName}</bdi>
        </>
      )}
      <span>{`. ${counted(stop.waiting, "send")} waiting.`}</span>
    </>
  );
}
