import { expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { projectSome } from "@/inngest/functions/reproject";
import { projectionRules } from "@/lib/services/orders/projection-rules";
import { fileDatabase } from "@/testing/database/file-database";
import { copyOrders } from "@/testing/seed/copy-orders";
import { seedOrder } from "@/testing/seed/seed";
import { seededCtx } from "@/testing/seed/seeded-ctx";

const { database, db } = await fileDatabase();
const ctx = seededCtx(db, "org_a");

test("reprojectOrder updates orders of older rules in rounds; one that fails does not stop the others", async () => {
  for (const organizationId of ["org_a", "org_b"]) await seedOrder(db, { organizationId });
  // The copies have facets and tokens, but no lines.
  await copyOrders(database.superuserUrl, { organizationId: "org_a", orders: 250 });
  const admin = openDatabase(database.superuserUrl, { max: 1 });
  await admin.sql.unsafe(`
    create function refuse() returns trigger language plpgsql as
      $$ begin if new.id = 'ord_000003' then raise 'no'; end if; return new; end $$;
    create trigger refuse before update on "order" for each row execute function refuse()`);
  const stale = async () => {
    const rows =
      await admin.sql`select id from "order" where projection_version < ${projectionRules.version}`;
    return rows.map(({ id }) => id);
  };
  expect(await stale()).toHaveLength(252);

  const next = await projectSome(ctx, null);
  expect(next).toMatchObject({ version: 0, organizationId: "org_a" });
  expect(await projectSome(ctx, next)).toBeNull();
  expect(await stale()).toEqual(["ord_000003"]);
  const [seeded] = await admin.sql`select track, synced_items from "order" where organization_id = 'org_b'`;
  expect(seeded).toMatchObject({ synced_items: 1, track: { segments: [{ sourceStoreId: "a" }] } });

  await admin.sql`drop trigger refuse on "order"`;
  expect(await projectSome(ctx, null)).toBeNull();
  expect(await stale()).toEqual([]);
  await admin.sql.end();
});
