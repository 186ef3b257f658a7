/** Whether orders go from and to a store. */
export type StoreState = "active" | "paused" | "disconnected";
