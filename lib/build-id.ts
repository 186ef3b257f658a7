/**
 * The id of the running build, the same on the server and in the pages that it served. `next.config.mjs` inserts it at
 * build time. Builds of the same sources have the same id.
 */
export const buildId = process.env.CROSSDOCK_BUILD ?? "not built";
