import type { Random } from "../random";
import type { Actor, Fate } from "../scheduler";

/** Counts by name. */
export type Hits = Record<string, number>;

const FREEZE_SHARE = 0.002;

/** How often a run is to crash at a point, and the chance that it does so each time it passes the point until then. */
type Aim = { wanted: number; chance: number };

/** Points that a run passes only a few times, so that the chance of a crash there must be high. */
const SELDOM =
  /^(ReadSourceOrder|CreateOrder|FindOrderByMark|RequestToken|FindFulfillmentOrder|ReadShop|ListWebhookSubscriptions|ChangeSetup|request-push|claim-leg|expire-claim|record-source-order|settle-attempt|settle-look-up|grant|install|connection): /;
/** Points of what users do only a few times in a few runs. */
const RARE = /^(link|stop): /;

function aimAt(point: string): Aim {
  if (RARE.test(point)) return { wanted: 2, chance: 0.95 };
  return SELDOM.test(point) ? { wanted: 2, chance: 0.5 } : { wanted: 1, chance: 0.15 };
}

/** A call that is the second of one read, by the first, and the writes that set a shop up: a crash at one counts as a crash at all. */
const SECOND_HALF: Readonly<Record<string, string>> = {
  ReadShippedUnits: "ReadSourceOrder",
  ListFulfillments: "ReadSourceOrder",
  ReadFulfillmentLines: "ReadSourceOrder",
  CreateOriginDefinition: "ChangeSetup",
  CreateWebhookSubscription: "ChangeSetup",
  UpdateWebhookSubscription: "ChangeSetup",
  DeleteWebhookSubscription: "ChangeSetup",
};

/**
 * The crash points of verbs' transactions. Verbs that a run performs seldom, and that belong together, share one; the
 * transactions of all other verbs share "any verb".
 */
const POINT_OF: Readonly<Record<string, string>> = {
  "ingest-order": "ingest-order",
  "request-push": "request-push",
  "auto-push": "auto-push",
  "claim-leg": "claim-leg",
  "look-up-leg": "look-up-leg",
  "record-source-order": "record-source-order",
  "settle-attempt": "settle-attempt",
  "settle-look-up": "settle-look-up",
  "expire-claim": "expire-claim",
  "begin-install": "install",
  "answer-install": "install",
  "install-by-code": "grant",
  "install-shop": "grant",
  "begin-grant": "grant",
  "finish-grant": "grant",
  "claim-store": "grant",
  "change-connection": "connection",
  "change-store-state": "connection",
  "settle-in-flight": "connection",
  "join-stores": "connection",
  "link-other-app-order": "link",
  "begin-stop": "stop",
  "lift-stop": "stop",
};

/** The crash point that a gate belongs to, or null if a crash there would test nothing. */
function crashPoint(gate: string): string | null {
  const [verb = "", place = ""] = gate.split(": ");
  if (SECOND_HALF[verb]) return `${SECOND_HALF[verb]}: ${place}`;
  // A few runs only read before an ingestion takes its lock.
  if (gate === "ingest-order: within its transaction") return "any verb: within its transaction";
  if (/transaction$/.test(place)) return `${POINT_OF[verb] ?? "any verb"}: ${place}`;
  if (place === "before its statement") return `any verb: ${place}`;
  return place === "" ? null : gate;
}

/**
 * Decides at each gate whether the process crashes there. The chance is higher for a point that was not hit yet in
 * this run, so that rare points are hit too. In calm weather a process crashes only at points that were not hit yet.
 *
 * @param around.hits counts the crashes by point
 */
export function crashes(
  random: Random,
  around: { hits: Hits; isCalm: () => boolean; mayDie: (actor: Actor) => boolean },
): (actor: Actor, gate: string) => Fate {
  const { hits } = around;
  return (actor, gate) => {
    const point = around.mayDie(actor) ? crashPoint(gate) : null;
    if (point === null) return "continue";
    const before = hits[point] ?? 0;
    hits[point] = before;
    const isCalm = around.isCalm();
    if (!isCalm && random.chance(FREEZE_SHARE)) return "freeze";
    const { wanted, chance } = aimAt(point);
    const again = isCalm ? 0 : 0.01 / before;
    if (!random.chance(before < (isCalm ? 1 : wanted) ? chance : again)) return "continue";
    hits[point] += 1;
    return "crash";
  };
}
