/**
 * Names the build that runs, the same on the server and in the pages that it served; `next.config.mjs` writes it
 * in while building. Builds of the same sources have the same name.
 */
export const buildId = process.env.CROSSDOCK_BUILD ?? "not built";
