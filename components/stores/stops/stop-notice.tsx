import { OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import { Instant } from "@/components/format/instant";
import type { EmergencyStop } from "@/lib/domain/stores/emergency-stop";

/** An emergency stop that is on: what it stops, since when, who began it and why. */
export function StopNotice({
  stop,
  what,
  timeZone,
  children,
}: {
  stop: EmergencyStop;
  /** What is stopped, as the sentence's beginning: "Nothing is sent to …". */
  what: ReactNode;
  timeZone: string;
  /** The button that lifts it. */
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 bg-red-wash px-4 py-2.5 text-red md:px-6">
      <OctagonX className="size-5 shrink-0" aria-hidden="true" />
      <p className="min-w-0 flex-1 basis-56">
        <strong className="font-semibold">Emergency stop</strong>
        <span>: </span>
        <span>{what}</span>
        <span> Since </span>
        <Instant at={stop.begunAt.toISOString()} timeZone={timeZone} />
        <span>, by </span>
        <bdi translate="no">{stop.begunBy}</bdi>
        <span>: </span>
        <bdi translate="no">{stop.reason}</bdi>
      </p>
      {children}
    </div>
  );
}
