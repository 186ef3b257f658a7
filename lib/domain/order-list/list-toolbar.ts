/** A store that takes part in the scope's orders: it `sells` them, or `supplies` them, or both. */
export type ListStore = {
  id: string;
  name: string;
  merchantId: string | null;
  timeZone: string;
  autoPush: boolean;
  sells: boolean;
  supplies: boolean;
};

/** A named list of orders: the user's own, or shared by another user. `query` is the query string of its address. */
export type SavedView = {
  id: string;
  name: string;
  query: string;
  shared: boolean;
  mine: boolean;
  by: string;
};

/** What the toolbar of the orders list offers to one user. */
export type ListToolbar = {
  stores: ListStore[];
  /** Tags and shipping methods to filter by, the most frequent first. */
  offered: { tags: string[]; shipping: string[] };
  preference: { hiddenColumns: string[]; dense: boolean } | null;
  views: SavedView[];
};
