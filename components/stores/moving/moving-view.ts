import { isRemoteErrorCode, remoteErrors } from "@/lib/domain/installations/remote-error";
import type { StoreMoving } from "@/lib/services/stores/read-store-page";

/** What is known of other apps that push orders of a store, as the page shows it. */
export type MovingView = {
  readiness: StoreMoving["readiness"];
  /** When the newest look was requested, in milliseconds; 0 before the first. */
  requestedAt: number;
  suppliers: {
    id: string;
    name: string;
    orders: number;
    newest: string | null;
    app: string | null;
    /** Why its orders could not be read, and what to do. */
    problem: string | null;
  }[];
};

/** The looks of a store's connections in words. */
export function movingView({ readiness, looks }: StoreMoving): MovingView {
  return {
    readiness,
    requestedAt: Math.max(0, ...looks.map(({ requestedAt }) => requestedAt?.getTime() ?? 0)),
    suppliers: looks.map(({ connectionId, sourceStoreName, failureCode, found }) => ({
      id: connectionId,
      name: sourceStoreName,
      orders: found.orders,
      newest: found.newest?.toISOString() ?? null,
      app: found.app,
      problem: failureCode === null ? null : problemOf(failureCode),
    })),
  };
}

/**
 * The readiness after the user asked for a look. A page that was read before that shows the result of an older look, which
 * does not count.
 *
 * @param askedAt when the look was requested, in milliseconds
 */
export function readinessAfter(
  askedAt: number,
  { readiness, requestedAt }: MovingView,
): MovingView["readiness"] {
  return requestedAt < askedAt ? "looking" : readiness;
}

function problemOf(code: string): string {
  if (!isRemoteErrorCode(code)) return "Its orders could not be read.";
  const { message, remedy } = remoteErrors[code];
  return `${message} ${remedy}`;
}
