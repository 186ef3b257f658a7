/**
 * All that PostgreSQL's programs and the watchdog see of the environment: PG* variables of the person at the
 * terminal must not reach them. NODE_ENV means nothing to them; Next's types ask for it.
 */
export const serverEnvironment: NodeJS.ProcessEnv = { NODE_ENV: "production", LC_ALL: "C", TZ: "UTC" };
