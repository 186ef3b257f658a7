import { beforeAll, expect, test } from "vitest";
import { listToolbar } from "@/db/queries/order-list/list-toolbar";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { changeView } from "@/lib/services/views/change-view";
import { deleteView } from "@/lib/services/views/delete-view";
import { saveListPreference } from "@/lib/services/views/save-list-preference";
import { MOST_VIEWS, saveView } from "@/lib/services/views/save-view";
import { fileDatabase } from "@/testing/database/file-database";
import { seedOrder } from "@/testing/seed/seed";
import { seededCtx } from "@/testing/seed/seeded-ctx";

const { db } = await fileDatabase();

beforeAll(async () => {
  await seedOrder(db, { organizationId: "org_a" });
  await seedOrder(db, { organizationId: "org_b" });
});

const person = (id: string, organizationId = "org_a"): Ctx =>
  seededCtx(db, organizationId, { kind: "user", id, label: `Person ${id}` });
const toolbar = (ctx: Ctx) =>
  withScope(db, ctx.scope, (tx) =>
    listToolbar(tx, ctx.scope, ctx.actor.kind === "user" ? ctx.actor.id : "nobody"),
  );
const names = async (ctx: Ctx) => (await toolbar(ctx)).views.map((view) => view.name);
const saved = async (ctx: Ctx, name: string, shared = false) => {
  const result = await saveView(ctx, { name, query: "tag=vip", shared });
  if (result.kind !== "saved") throw new Error(result.kind);
  return result.viewId;
};

test("a saved view is visible only to its user until it is shared, and never outside of the organization", async () => {
  const [mara, iris, stranger] = [person("mara"), person("iris"), person("mara", "org_b")];
  const viewId = await saved(mara, "Express");
  expect(await names(mara)).toEqual(["Express"]);
  expect(await names(iris)).toEqual([]);
  expect(await changeView(mara, { viewId, shared: true })).toEqual({ kind: "saved" });
  expect((await toolbar(iris)).views).toEqual([
    { id: viewId, name: "Express", query: "tag=vip", shared: true, mine: false, by: "Person mara" },
  ]);
  expect(await names(stranger)).toEqual([]);
  for (const other of [iris, stranger]) {
    expect(await changeView(other, { viewId, name: "Taken" })).toEqual({ kind: "not_found" });
    expect(await deleteView(other, { viewId })).toEqual({ kind: "not_found" });
  }
  expect(await names(mara)).toEqual(["Express"]);
  expect(await deleteView(mara, { viewId })).toEqual({ kind: "deleted" });
  expect(await deleteView(mara, { viewId })).toEqual({ kind: "not_found" });
  expect(await names(iris)).toEqual([]);
});

test("saveView and changeView refuse a second view with the same name for one user, but not for another", async () => {
  const [ada, bo] = [person("ada"), person("bo")];
  await saved(ada, "Late");
  const other = await saved(ada, "Later");
  expect(await saveView(ada, { name: "Late", query: "", shared: false })).toEqual({ kind: "name_taken" });
  expect(await changeView(ada, { viewId: other, name: "Late" })).toEqual({ kind: "name_taken" });
  expect(await changeView(ada, { viewId: other, name: "Latest" })).toEqual({ kind: "saved" });
  await saved(bo, "Late");
  expect(await names(ada)).toEqual(["Late", "Latest"]);
  expect(await names(bo)).toEqual(["Late"]);
});

test("saveView refuses more views than the menu can show", async () => {
  const cy = person("cy");
  for (let n = 0; n < MOST_VIEWS; n += 1) await saved(cy, `View ${n}`);
  const result = await saveView(cy, { name: "One more", query: "", shared: false });
  expect(result).toEqual({ kind: "too_many", most: MOST_VIEWS });
});

test("saveListPreference stores the list's display settings per user and organization", async () => {
  const [dan, eve] = [person("dan"), person("eve")];
  expect((await toolbar(dan)).preference).toBeNull();
  await saveListPreference(dan, { hiddenColumns: ["tags"], dense: false });
  await saveListPreference(dan, { hiddenColumns: ["tags", "shipping", "tags"], dense: true });
  expect((await toolbar(dan)).preference).toEqual({ hiddenColumns: ["tags", "shipping"], dense: true });
  expect((await toolbar(eve)).preference).toBeNull();
  expect((await toolbar(person("dan", "org_b"))).preference).toBeNull();
});
