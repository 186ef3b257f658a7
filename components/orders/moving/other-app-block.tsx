"use client";

import { useRouter } from "next/navigation";
import { Instant } from "@/components/format/instant";
import { useRequest } from "@/components/live/use-request";
import { AskDialog, type Said } from "@/components/orders/shared/ask-dialog";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import type { DismissResult } from "@/lib/services/moving/dismiss-other-app-order";
import type { LinkResult } from "@/lib/services/moving/link-other-app-order";
import type { ActionResult } from "@/lib/web/define-action";
import type { OtherAppView } from "./other-app-view";

type Named = { orderId: string; otherAppOrderId: string };

type Actions = {
  link: (input: Named) => Promise<ActionResult<LinkResult>>;
  dismiss: (input: Named & { reason: string }) => Promise<ActionResult<DismissResult>>;
};

/** Source orders that another app seems to have created for this order, with what a user can do about each. */
export function OtherAppBlock({
  orderId,
  orderName,
  found,
  timeZone,
  actions,
}: {
  orderId: string;
  orderName: string;
  found: readonly OtherAppView[];
  timeZone: string;
  /** Null for users who may not push. */
  actions: Actions | null;
}) {
  if (found.length === 0) return null;
  return (
    <section
      aria-label="Pushed by another app"
      className="grid gap-3 rounded border bg-amber-wash px-4 py-2.5"
    >
      <p>
        <span className="font-medium text-amber">Pushed by another app</span>{" "}
        <span>
          Crossdock does not push the order automatically, because the supplier would ship it twice. To push
          it anyway, push it with a reason.
        </span>
      </p>
      {found.map((one) => (
        <FoundOrder
          key={one.id}
          named={{ orderId, otherAppOrderId: one.id }}
          {...{ orderName, one, timeZone, actions }}
        />
      ))}
    </section>
  );
}

function FoundOrder({
  named,
  orderName,
  one,
  timeZone,
  actions,
}: {
  named: Named;
  orderName: string;
  one: OtherAppView;
  timeZone: string;
  actions: Actions | null;
}) {
  const router = useRouter();
  const { problem, pending, send } = useRequest("Reload the page to see whether the order is linked.");
  const link = () =>
    actions &&
    send(
      () => actions.link(named),
      (result) => {
        if (result.kind === "linked") toast(`Linked: ${one.name} is the source order.`);
        router.refresh();
        return linkProblem(result);
      },
    );
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <p>
          <bdi translate="no">{orderName}</bdi> <span>seems to be in</span>{" "}
          <bdi translate="no">{one.store}</bdi> <span>as</span>{" "}
          <a href={one.url} target="_blank" rel="noreferrer" translate="no" className="font-medium underline">
            {one.name}
          </a>
          <span>, placed</span> <Instant at={one.at} timeZone={timeZone} />
          <span>.</span>
        </p>
        <p className="text-[12.5px] text-muted" translate="no">
          {one.detail}
        </p>
        <ProblemText>{problem}</ProblemText>
      </div>
      {actions && (
        <div className="flex gap-2">
          <Button size="small" onClick={link} disabled={pending}>
            {pending ? "Linking…" : `Link ${one.name}`}
          </Button>
          <AskDialog
            small
            button="Not this order…"
            title={`${one.name} is not ${orderName}`}
            about="The order is no longer held for it, and automatic push checks the order again."
            field={{
              kind: "text",
              label: "How you know",
              placeholder: "Stored with your name, for example: a sample order",
            }}
            submit="Not this order"
            busy="Recording…"
            send={(reason) => actions.dismiss({ ...named, reason })}
            say={dismissSaid}
            again="You can safely try again."
          />
        </div>
      )}
    </div>
  );
}

function linkProblem(result: LinkResult): string | null {
  switch (result.kind) {
    case "linked":
      return null;
    case "not_found":
      return "The order was linked or dismissed meanwhile, or you do not have access to it.";
    case "unsettled":
      return "A send to this supplier is not settled. Wait until it is, then link the order if it is still shown.";
    case "cancelled":
      return "The supplier's order was cancelled, so there is nothing to link.";
    case "nothing_mapped":
      return "No item of this order is mapped to an item of the supplier's order. Map the products first.";
    case "unreachable":
      return `The supplier's store could not be read. ${result.message}`;
  }
}

function dismissSaid(result: DismissResult): Said {
  if (result.kind === "dismissed") return { done: "Recorded: it is not this order." };
  return { problem: "The order was linked or dismissed meanwhile, or you do not have access to it." };
}
