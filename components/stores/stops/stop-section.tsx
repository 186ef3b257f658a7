import type { ComponentProps } from "react";
import type { EmergencyStop, StopLevel } from "@/lib/domain/stores/emergency-stop";
import { LiftButton, StopButton } from "./stop-control";
import { StopNotice } from "./stop-notice";

/** What the acting user may do about emergency stops, and the actions for it. */
export type StopControls = {
  mayStop: boolean;
  mayLift: boolean;
  begin: ComponentProps<typeof StopButton>["begin"];
  lift: ComponentProps<typeof LiftButton>["lift"];
};

/** The stop of a store or connection: the notice while it is on, or else the button that begins it. */
export function StopState({
  level,
  subjectId,
  stop,
  timeZone,
  controls,
}: {
  level: StopLevel;
  subjectId: string;
  stop: EmergencyStop | undefined;
  timeZone: string;
  controls: StopControls;
}) {
  if (!stop)
    return controls.mayStop ? <StopButton small {...{ level, subjectId }} begin={controls.begin} /> : null;
  const what =
    level === "store" ? "nothing is sent for this store." : "no order is sent over this connection.";
  return (
    <div className="basis-full overflow-hidden rounded">
      <StopNotice stop={stop} what={what} timeZone={timeZone}>
        {controls.mayLift && <LiftButton stopId={stop.id} lift={controls.lift} />}
      </StopNotice>
    </div>
  );
}
