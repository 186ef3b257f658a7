/**
 * The complete environment of PostgreSQL's programs and of the watchdog. The user's PG* variables must not reach
 * them. NODE_ENV has no effect there; the types of Next.js require it.
 */
export const serverEnvironment: NodeJS.ProcessEnv = { NODE_ENV: "production", LC_ALL: "C", TZ: "UTC" };
