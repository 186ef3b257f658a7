/** The parts of Crossdock that report regularly that they run. Each may run in several processes. */
export type CrossdockPart = "portal" | "worker";
