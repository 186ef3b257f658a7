import {
  CALL_FAULTS,
  type FaultKind,
  HITS_AT,
  OAUTH_FAULTS,
  type OAuthFault,
  SHOP_FAULTS,
  STEP_OF,
  TOPIC_FAULTS,
} from "@/sandbox/faults/fault-kinds";

/** Every kind of fault of the sandbox. */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...CALL_FAULTS,
  ...SHOP_FAULTS,
  ...TOPIC_FAULTS,
  ...OAUTH_FAULTS,
];

const isOAuth = (kind: FaultKind): kind is OAuthFault => Object.hasOwn(STEP_OF, kind);

const isOneOf = (kinds: readonly string[], kind: FaultKind) => kinds.includes(kind);

/** Operations that a kind of fault needs, or null if it hits any call. */
export function operationsOf(kind: FaultKind): readonly string[] | null {
  if (isOAuth(kind)) return [STEP_OF[kind]];
  const at = placeOf(kind);
  return typeof at === "object" ? at : null;
}

function placeOf(kind: FaultKind): readonly string[] | "write" | "search" | null {
  return (HITS_AT as Readonly<Record<string, readonly string[] | "write" | "search">>)[kind] ?? null;
}

/** A call on its way to a shop: its root fields, or the step of an OAuth grant. */
export type ArrivingCall = { roots: readonly string[]; writes: boolean; searches: boolean };

/** Faults of calls that have an effect on writes only. */
const isOfWrites = (kind: FaultKind) => /-commit$/.test(kind);

/** Whether a kind of fault can hit a call. */
export function fits(kind: FaultKind, { roots, writes, searches }: ArrivingCall): boolean {
  const isStep = roots.some((root) => root === "access_token" || root === "authorize");
  if (isOneOf(TOPIC_FAULTS, kind)) return false;
  if (isOneOf(CALL_FAULTS, kind)) return !isStep && (writes || !isOfWrites(kind));
  const at = isOAuth(kind) ? [STEP_OF[kind]] : placeOf(kind);
  if (at === "write") return writes;
  if (at === "search") return searches;
  return at?.some((operation) => roots.includes(operation)) ?? false;
}

/** Whether a kind of fault needs a particular call, so that it is drawn before those that any call can meet. */
export const isChoosy = (kind: FaultKind): boolean => !isOneOf(CALL_FAULTS, kind) || isOfWrites(kind);
