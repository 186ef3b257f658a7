"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useId, useState } from "react";
import { Instant } from "@/components/format/instant";
import { useRequest } from "@/components/live/use-request";
import { SwitchSetting } from "@/components/stores/setting";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import { counted } from "@/lib/domain/values/counted";
import type { RequestLooksResult } from "@/lib/services/moving/request-looks";
import type { StartResult } from "@/lib/services/moving/start-automatic-push";
import type { ActionResult } from "@/lib/web/define-action";
import { type MovingView, readinessAfter } from "./moving-view";

/** How often the page asks for the result of a running look. */
const POLL_MS = 2_000;

export type Starting = {
  moving: MovingView;
  /** Requests a look for other apps' orders at the store's suppliers. */
  look: (input: { storeId: string }) => Promise<ActionResult<RequestLooksResult>>;
  begin: (input: { storeId: string; confirmedOrders: number }) => Promise<ActionResult<StartResult>>;
};

/**
 * The switch of automatic push. Turning it on first shows whether another app pushes orders of the store; automatic push
 * starts when the user confirms.
 */
export function StartAutomaticPush({
  storeId,
  since,
  hint,
  timeZone,
  mayChange,
  turnOff,
  moving,
  look,
  begin,
}: Starting & {
  storeId: string;
  since: string | null;
  hint: ReactNode;
  timeZone: string;
  mayChange: boolean;
  turnOff: () => void;
}) {
  const [askedAt, setAskedAt] = useState<number | null>(null);
  const { problem, pending, send } = useRequest("You can safely try again.");
  const isOn = since !== null;
  const ask = () =>
    send(
      () => look({ storeId }),
      (result) => {
        setAskedAt(result.kind === "requested" ? result.at : null);
        return result.kind === "requested"
          ? null
          : "No supplier of this store is connected. Connect one first.";
      },
    );
  return (
    <>
      <SwitchSetting
        id="auto-push"
        label="Push new orders automatically"
        hint={hint}
        checked={isOn}
        disabled={!mayChange || pending}
        onChange={(on) => (on ? ask() : turnOff())}
      />
      {problem && (
        <div className="px-4 py-3">
          <ProblemText>{problem}</ProblemText>
        </div>
      )}
      {!isOn && mayChange && askedAt !== null && (
        <Confirmation {...{ storeId, timeZone, moving, askedAt, begin, ask }} done={() => setAskedAt(null)} />
      )}
    </>
  );
}

/** What the look found, and the button that starts automatic push. */
function Confirmation({
  storeId,
  timeZone,
  moving,
  askedAt,
  begin,
  ask,
  done,
}: Pick<Starting, "moving" | "begin"> & {
  storeId: string;
  timeZone: string;
  askedAt: number;
  ask: () => void;
  done: () => void;
}) {
  const { suppliers } = moving;
  const readiness = readinessAfter(askedAt, moving);
  const router = useRouter();
  const id = useId();
  const [isOff, setIsOff] = useState(false);
  const { problem, pending, send } = useRequest("Reload the page to see whether automatic push is on.");
  const isLooking = readiness === "looking" || readiness === "look_first";
  useEffect(() => {
    if (!isLooking) return;
    const timer = setInterval(() => router.refresh(), POLL_MS);
    return () => clearInterval(timer);
  }, [isLooking, router]);
  const orders = suppliers.reduce((sum, supplier) => sum + supplier.orders, 0);
  const start = () =>
    send(
      () => begin({ storeId, confirmedOrders: orders }),
      (result) => {
        if (result.kind === "started") {
          toast("Automatic push is on for orders that are placed from now on.");
          done();
        }
        router.refresh();
        return startProblem(result);
      },
    );
  return (
    <section aria-label="Before automatic push starts" className="grid gap-3 px-4 py-3">
      {isLooking && (
        <p role="status">
          Reading the suppliers' orders of the last 7 days, to see whether another app pushes too…
        </p>
      )}
      {readiness === "nothing_found" && (
        <p role="status">No other app pushed orders of this store in the last 7 days.</p>
      )}
      {readiness === "failed" && <Failures suppliers={suppliers} ask={ask} />}
      {readiness === "found" && (
        <>
          <div role="status">
            <ul className="grid gap-1 rounded bg-amber-wash px-3 py-2">
              {suppliers
                .filter((supplier) => supplier.orders > 0)
                .map((supplier) => (
                  <li key={supplier.id}>
                    <span translate="no">{supplier.app ?? "Another app"}</span>{" "}
                    <span>{`pushed ${counted(supplier.orders, "order")} of this store to`}</span>{" "}
                    <bdi translate="no">{supplier.name}</bdi> <span>in the last 7 days, the last one</span>{" "}
                    {supplier.newest && <Instant at={supplier.newest} timeZone={timeZone} />}
                    <span>.</span>
                  </li>
                ))}
            </ul>
          </div>
          <p>
            Turn the other app off before you start. If both apps push, the supplier ships orders twice.
            Orders that the other app still pushes are held when Crossdock sees them.
          </p>
          <div className="flex items-center gap-2">
            <Checkbox id={id} checked={isOff} onCheckedChange={(checked) => setIsOff(checked === true)} />
            <label htmlFor={id}>The other app no longer pushes orders of this store</label>
          </div>
        </>
      )}
      {(readiness === "found" || readiness === "nothing_found") && (
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary" onClick={start} disabled={pending || (readiness === "found" && !isOff)}>
            {pending ? "Starting…" : "Start automatic push now"}
          </Button>
          <p className="text-[12.5px] text-muted">
            Orders that are placed from this moment on are pushed. Earlier orders are left to you.
          </p>
        </div>
      )}
      <ProblemText>{problem}</ProblemText>
    </section>
  );
}

function Failures({ suppliers, ask }: { suppliers: MovingView["suppliers"]; ask: () => void }) {
  return (
    <div role="alert" className="grid gap-2">
      {suppliers
        .filter((supplier) => supplier.problem !== null)
        .map((supplier) => (
          <p key={supplier.id}>
            <span>The orders of</span> <bdi translate="no">{supplier.name}</bdi>{" "}
            <span>{`could not be read, so automatic push does not start. ${supplier.problem}`}</span>
          </p>
        ))}
      <Button className="w-fit" onClick={ask}>
        Try again
      </Button>
    </div>
  );
}

function startProblem(result: StartResult): string | null {
  switch (result.kind) {
    case "started":
      return null;
    case "not_found":
      return "The store no longer exists, or you do not have access to it.";
    case "other_app":
      return "Another app pushed more orders meanwhile. Check that it is off, then confirm again.";
    case "not_ready":
      return "The suppliers' orders must be read again before automatic push starts. Turn the switch on once more.";
  }
}
