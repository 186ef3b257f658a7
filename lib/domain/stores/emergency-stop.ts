/** What an emergency stop covers. */
export type StopLevel = "organization" | "store" | "connection";

/** Each level with what its stop ends, as the question before it says. */
export const stopLevels: Readonly<Record<StopLevel, { title: string; about: string }>> = {
  organization: {
    title: "Stop all sending",
    about:
      "Crossdock sends nothing to any shop of this organization until the stop is lifted. Orders are still read, and pushes wait. A send that has already begun may still arrive.",
  },
  store: {
    title: "Stop this store",
    about:
      "Crossdock sends nothing to this store, and none of its orders to its suppliers, until the stop is lifted. Orders are still read, and pushes wait. A send that has already begun may still arrive.",
  },
  connection: {
    title: "Stop this connection",
    about:
      "Crossdock sends no order over this connection until the stop is lifted. Orders are still read, and pushes wait. A send that has already begun may still arrive.",
  },
};

/** An emergency stop that is on. */
export type EmergencyStop = {
  id: string;
  level: StopLevel;
  /** The id of the organization, store or connection. */
  subjectId: string;
  reason: string;
  begunAt: Date;
  begunBy: string;
};
