const MIN_SECRET = 32;

/** Text that occurs in examples but not in a random secret. */
const PLACEHOLDER =
  /change.?me|secret|default|example|password|placeholder|your[-_ ]|crossdock|insecure|x{6,}/i;

/**
 * Returns the reasons to refuse a production start; empty if there are none. Each is a sentence that says what to do.
 *
 * @param env the environment variables of the process
 */
export function productionRefusals(env: Record<string, string | undefined>): string[] {
  return [
    mode(env.CROSSDOCK_MODE),
    database(env.DATABASE_URL),
    sandbox(env.SHOPIFY_BASE_URL),
    authSecret(env.CROSSDOCK_AUTH_SECRET),
    encryptionKeys(env.CROSSDOCK_ENCRYPTION_KEYS),
    origin(env.CROSSDOCK_ORIGIN),
    inngestDev(env.INNGEST_DEV),
    ...inngestKeys(env),
  ].filter((sentence) => sentence !== null);
}

type Refusal = string | null;

function mode(value: string | undefined): Refusal {
  if (value === undefined || value === "" || value === "production") return null;
  return `CROSSDOCK_MODE is "${value}", but this command starts production. Unset it, or use "npm start" for the demo.`;
}

function database(value: string | undefined): Refusal {
  if (!value) {
    return "DATABASE_URL is missing. Production needs your own PostgreSQL; the built-in one is for the demo only.";
  }
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value)) {
    return "DATABASE_URL is not a postgres:// URL. Set it to the login that db/bootstrap.sql creates.";
  }
  return null;
}

function sandbox(value: string | undefined): Refusal {
  if (value === undefined || value === "") return null;
  return "SHOPIFY_BASE_URL is set. It points to the sandbox, which production does not use. Unset it.";
}

function authSecret(value: string | undefined): Refusal {
  const advice = "Make one with: openssl rand -base64 48";
  if (!value) return `CROSSDOCK_AUTH_SECRET is missing. ${advice}`;
  if (value.length < MIN_SECRET) {
    return `CROSSDOCK_AUTH_SECRET is too short: it needs at least ${MIN_SECRET} characters. ${advice}`;
  }
  if (PLACEHOLDER.test(value) || new Set(value).size < 10) {
    return `CROSSDOCK_AUTH_SECRET looks like a default or an example. ${advice}`;
  }
  return null;
}

function encryptionKeys(value: string | undefined): Refusal {
  const advice = 'Set it to "k1:" and the output of: openssl rand -base64 32';
  if (!value) return `CROSSDOCK_ENCRYPTION_KEYS is missing. ${advice}`;
  const ids = new Set<string>();
  for (const entry of value.split(",")) {
    const at = entry.indexOf(":");
    const id = entry.slice(0, at).trim();
    const key = entry.slice(at + 1).trim();
    if (at < 1 || !/^[A-Za-z0-9+/]{43}=$/.test(key)) {
      return `CROSSDOCK_ENCRYPTION_KEYS must be a list of "id:key" with keys of 32 bytes in base64. ${advice}`;
    }
    if (ids.has(id))
      return `CROSSDOCK_ENCRYPTION_KEYS names the key "${id}" twice. Give each key a different id.`;
    ids.add(id);
    if (new Set(Buffer.from(key, "base64")).size < 12) {
      return `The key "${id}" of CROSSDOCK_ENCRYPTION_KEYS looks like a default or an example. ${advice}`;
    }
  }
  return null;
}

function origin(value: string | undefined): Refusal {
  if (!value) {
    return "CROSSDOCK_ORIGIN is missing. Set it to the public https:// address of the portal.";
  }
  if (!URL.canParse(value))
    return "CROSSDOCK_ORIGIN is not a URL. Set it to the public https:// address of the portal.";
  const url = new URL(value);
  if (url.protocol !== "https:") {
    return `CROSSDOCK_ORIGIN is "${value}", which is not https. Passwords and orders must not be sent unencrypted; put a TLS proxy in front of the portal.`;
  }
  if (url.pathname !== "/" || url.search || url.hash || url.username) {
    return "CROSSDOCK_ORIGIN must be only a scheme and a host, for example https://portal.agency.example.";
  }
  return null;
}

function inngestDev(value: string | undefined): Refusal {
  if (value === undefined || ["", "0", "false"].includes(value.toLowerCase())) return null;
  return "INNGEST_DEV is set. It makes the job endpoint accept unsigned requests. Unset it.";
}

function inngestKeys(env: Record<string, string | undefined>): Refusal[] {
  if (env.JOBS_ENGINE !== "inngest") return [];
  return ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"].map((name) =>
    env[name] ? null : `JOBS_ENGINE is "inngest", but ${name} is missing. Copy it from Inngest's settings.`,
  );
}
