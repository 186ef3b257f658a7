/** Whether orders go over a connection. Only an active one is planned for. */
export type ConnectionState = "requested" | "active" | "paused" | "blocked" | "disconnected";

/** Whether a new connection to a source store is active at once, or waits until a user approves it. */
export type Approval = "automatic" | "moderated";
