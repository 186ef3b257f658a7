import { isRemoteErrorCode, remoteErrors } from "@/lib/domain/installations/remote-error";
import type { StoreMoving } from "@/lib/services/stores/read-store-page";

/** What is known of other apps that push orders of a store, as the page shows it. */
export type MovingView = {
  readiness: StoreMoving["readiness"];
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

function problemOf(code: string): string {
  if (!isRemoteErrorCode(code)) return "Its orders could not be read.";
  const { message, remedy } = remoteErrors[code];
  return `${message} ${remedy}`;
}
