import type { Unsigned } from "@/lib/auth/judge-session";

/** Each event of the live stream, with the JSON that it carries. */
export type LiveEvents = {
  /** The first event: the build that runs on the server. */
  ready: string;
  /** Ids of orders that changed and that the receiver may see. */
  orders: string[];
  /** Events may have been missed, so anything may have changed. */
  resync: null;
  /** The session has ended; the stream closes. */
  "signed-out": Unsigned["kind"];
};
