import { z } from "zod";

const modes = ["demo", "production"] as const;

const jobsEngines = ["embedded", "inngest"] as const;
/** What runs the jobs: the worker process itself, or an Inngest server. */
export type JobsEngine = (typeof jobsEngines)[number];

const schema = z.object({
  CROSSDOCK_MODE: z.enum(modes, { error: "CROSSDOCK_MODE must be 'demo' or 'production'." }),
  DATABASE_URL: z.url({ error: "DATABASE_URL must be a postgres:// URL of Crossdock's login." }),
  CROSSDOCK_ORIGIN: z.url({ error: "CROSSDOCK_ORIGIN must be the portal's public URL." }),
  CROSSDOCK_AUTH_SECRET: z.string().min(32, "CROSSDOCK_AUTH_SECRET must have at least 32 characters."),
  CROSSDOCK_ENCRYPTION_KEYS: z.string().min(1, "CROSSDOCK_ENCRYPTION_KEYS is missing."),
  SHOPIFY_BASE_URL: z.url().optional(),
  JOBS_ENGINE: z.enum(jobsEngines).default("embedded"),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "SMTP_URL must be a smtp:// or smtps:// URL of a mail server." })
    .optional(),
  CROSSDOCK_MAIL_FROM: z.string().min(1).optional(),
});

type Env = {
  mode: (typeof modes)[number];
  databaseUrl: string;
  origin: string;
  authSecret: string;
  encryptionKeys: string;
  /** The URL of the sandbox, which answers instead of https://{shop}. Only in demo mode. */
  shopifyBaseUrl: string | null;
  jobsEngine: JobsEngine;
  /** The mail server and the sender of invitations; null when links are only shown to be copied. */
  mail: { url: string; from: string } | null;
};

let cached: Env | undefined;

/** What is wrong with one variable, by its name; zod's message does not name it. Never contains a value. */
function sentence({ path, message }: z.core.$ZodIssue): string {
  const name = path.join(".");
  return message.includes(name) ? message : `${name}: ${message}.`;
}

/** Reads and checks the environment once. Throws one error that names all wrong variables. */
export function getEnv(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Checks a set of variables. Throws like `getEnv`. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    throw new Error(`The environment is not complete. ${parsed.error.issues.map(sentence).join(" ")}`);
  }
  const value = parsed.data;
  if (value.CROSSDOCK_MODE === "production" && value.SHOPIFY_BASE_URL) {
    throw new Error("SHOPIFY_BASE_URL points at a sandbox; it must not be set in production.");
  }
  const { SMTP_URL: url, CROSSDOCK_MAIL_FROM: from } = value;
  if (url && !from) {
    throw new Error(
      "SMTP_URL is set, so CROSSDOCK_MAIL_FROM must name the sender, such as portal@example.com.",
    );
  }
  return {
    mode: value.CROSSDOCK_MODE,
    databaseUrl: value.DATABASE_URL,
    origin: value.CROSSDOCK_ORIGIN,
    authSecret: value.CROSSDOCK_AUTH_SECRET,
    encryptionKeys: value.CROSSDOCK_ENCRYPTION_KEYS,
    shopifyBaseUrl: value.SHOPIFY_BASE_URL ?? null,
    jobsEngine: value.JOBS_ENGINE,
    mail: url && from ? { url, from } : null,
  };
}
