import { openDatabase } from "@/db/client";
import { createLog } from "@/lib/log";
import { databaseClock } from "@/lib/runtime/database-clock";
import { newId } from "@/lib/services/core/new-id";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { createSecretBox } from "@/lib/shopify/installations/secret-box";
import type { Stack } from "@/testing/stack/stack";

/** Registers an app in a stack and installs it on a shop, as far as webhook intake needs it. */
export async function registerApp(
  stack: Stack,
  app: { handle: string; secret: string; shopDomain: string },
): Promise<void> {
  const db = openDatabase(stack.database.url, { max: 1, name: "crossdock-bench" });
  const secrets = createSecretBox(stack.env.CROSSDOCK_ENCRYPTION_KEYS ?? "");
  const ctx = {
    db,
    clock: databaseClock(db),
    log: createLog("script"),
    shopify: createShopifyGateway({ baseUrl: stack.sandboxUrl }),
    secrets,
  };
  try {
    const { appCredentialId } = await saveAppCredential(ctx, {
      handle: app.handle,
      clientId: `${app.handle}-client`,
      clientSecret: app.secret,
    });
    await db.sql`
      insert into installation (id, app_credential_id, shop_domain, token_cipher, scopes, installed_at)
      values (${newId("ins")}, ${appCredentialId}, ${app.shopDomain}, ${secrets.seal("none")}, '{}', now())`;
  } finally {
    await db.sql.end();
  }
}
