import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { type NewDelivery, storeDelivery } from "@/db/system/intake/store-delivery";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { deliveryPace } from "./delivery-pace";
import { noteRefusedRequest } from "./refused-requests";

type ReceiveResult =
  | { kind: "stored"; new: boolean }
  | { kind: "unknown_app" }
  /** `claims`: what the request says of its shop, topic and encoding. */
  | { kind: "forged"; claims: { shop: string; topic: string; contentEncoding: string } }
  | { kind: "incomplete"; missing: string };

/** The adapter's check of a request's headers and of its signature over the exact bytes. */
type VerifyWebhook = (request: {
  body: Uint8Array;
  headers: Headers;
  secrets: readonly string[];
}) =>
  | { kind: "valid"; headers: Omit<NewDelivery, "id" | "outboxId" | "appCredentialId" | "body"> }
  | Exclude<ReceiveResult, { kind: "stored" | "unknown_app" }>;

/** The decrypted secrets of an app, cached because every delivery needs them. */
export type OpenedApp = { id: string; secrets: string[]; readAt: number };

const KEEP_MS = 30_000;

/**
 * Receives a webhook request: verifies the exact bytes and stores the delivery with its event in one statement.
 * Nothing else happens while the sender waits. Throws when the database cannot store the delivery.
 *
 * @param input.apps decrypted secrets by app handle, kept by the caller between requests
 *
 * Proved by `tests/http/intake.test.ts`.
 */
export async function receiveDelivery(
  ctx: Pick<SystemCtx, "db" | "secrets">,
  input: {
    appHandle: string;
    headers: Headers;
    body: Buffer;
    apps: Map<string, OpenedApp>;
    verify: VerifyWebhook;
  },
): Promise<ReceiveResult> {
  const app = await openApp(ctx, input.appHandle, input.apps);
  if (!app) return { kind: "unknown_app" };
  const verdict = input.verify({ body: input.body, headers: input.headers, secrets: app.secrets });
  if (verdict.kind === "forged")
    noteRefusedRequest({ appCredentialId: app.id, shopDomain: verdict.claims.shop });
  if (verdict.kind !== "valid") return verdict;
  const row = {
    id: newId("dlv"),
    outboxId: newId("out"),
    appCredentialId: app.id,
    ...verdict.headers,
    body: input.body,
  };
  const isNew = await storeDelivery(ctx.db, row, { graceMs: deliveryPace.leastMs });
  return { kind: "stored", new: isNew };
}

async function openApp(
  ctx: Pick<SystemCtx, "db" | "secrets">,
  handle: string,
  apps: Map<string, OpenedApp>,
): Promise<OpenedApp | null> {
  const kept = apps.get(handle);
  if (kept && Date.now() - kept.readAt < KEEP_MS) return kept;
  const row = await loadAppCredential(ctx.db, handle);
  if (!row) return null;
  const sealed = [row.secretCipher, row.previousSecretCipher].filter((cipher) => cipher !== null);
  const opened = {
    id: row.id,
    secrets: sealed.map((cipher) => ctx.secrets.open(cipher)),
    readAt: Date.now(),
  };
  apps.set(handle, opened);
  return opened;
}
