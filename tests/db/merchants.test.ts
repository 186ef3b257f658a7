import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntry } from "@/db/schema/access";
import { store } from "@/db/schema/store";
import { mintScope, withScope } from "@/db/scope";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { archiveMerchant } from "@/lib/services/stores/merchants/archive-merchant";
import { readMerchants } from "@/lib/services/stores/merchants/read-merchants";
import { renameMerchant } from "@/lib/services/stores/merchants/rename-merchant";
import { readConnectChoices } from "@/lib/services/stores/read-connect-choices";
import { fileDatabase } from "@/testing/database/file-database";
import { MERCHANTS, seedOrder } from "@/testing/seed/seed";
import { seededCtx } from "@/testing/seed/seeded-ctx";

const { db } = await fileDatabase();

test("merchants are renamed and archived, a merchant with connected stores is not", async () => {
  const { scope, storeId } = await seedOrder(db, { organizationId: "org_merchants" });
  const ctx = seededCtx(db, scope);
  const { owner: merchantId, other } = MERCHANTS;
  expect(await renameMerchant(ctx, { merchantId, name: other })).toEqual({ kind: "name_taken" });
  expect(await renameMerchant(ctx, { merchantId, name: "Fjordlys" })).toEqual({ kind: "renamed" });
  expect(await archiveMerchant(ctx, { merchantId, archived: true })).toEqual({
    ...{ kind: "has_stores", names: [storeId] },
  });
  await withScope(db, scope, (tx) =>
    tx.update(store).set({ state: "disconnected" }).where(eq(store.id, storeId)),
  );
  expect(await archiveMerchant(ctx, { merchantId, archived: true })).toEqual({ kind: "archived" });
  expect(await archiveMerchant(ctx, { merchantId, archived: true })).toEqual({ kind: "archived" });
  expect(await readMerchants(ctx)).toMatchObject([
    { id: other, archivedAt: null, stores: 0 },
    { name: "Fjordlys", archivedAt: expect.any(Date), stores: 1, connected: 0 },
  ]);
  // An archived merchant is not offered for new stores.
  expect((await readConnectChoices(ctx))?.merchants.map(({ id }) => id)).toEqual([other]);
  // Adding it again by its name takes it out of the archive.
  expect(await createMerchant(ctx, { name: "Fjordlys" })).toEqual({ merchantId });
  expect(await archiveMerchant(ctx, { merchantId, archived: false })).toEqual({ kind: "unarchived" });
  expect((await readMerchants(ctx))?.map(({ archivedAt }) => archivedAt)).toEqual([null, null]);
  const entries = await withScope(db, scope, (tx) => tx.select({ verb: auditEntry.verb }).from(auditEntry));
  expect(entries.map(({ verb }) => verb).sort()).toEqual([
    "merchant.archived",
    "merchant.renamed",
    "merchant.unarchived",
  ]);
  const limited = seededCtx(db, mintScope("org_merchants", [merchantId]));
  expect(await readMerchants(limited)).toBeNull();
  expect(await renameMerchant(limited, { merchantId, name: "x" })).toEqual({ kind: "not_found" });
  expect(await archiveMerchant(limited, { merchantId, archived: true })).toEqual({ kind: "not_found" });
});
