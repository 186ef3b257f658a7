import { expect, it } from "vitest";
import { makeOrder } from "@/testing/sandbox/make-order";
import { DEFAULT_SETTINGS } from "../state/settings";
import { Store } from "../state/store";
import { SearchIndex } from "./search-index";

/** An index with a lag of one second over one order. */
function laggingIndex() {
  let now = 0;
  const store = new Store(null);
  store.put("settings", "settings", { ...DEFAULT_SETTINGS, searchLagMs: 1_000 });
  const index = new SearchIndex(store, () => new Date(now));
  const write = (note: string) => {
    store.put("order", "1", makeOrder({ note }));
    store.commit();
  };
  return {
    write,
    writeLate: (note: string, ms: number) => index.holdBack(ms, () => write(note)),
    remove: () => store.remove("order", "1"),
    at(ms: number) {
      now = ms;
      return index.row("1")?.note ?? null;
    },
  };
}

it("shows a write after the lag", () => {
  const { write, at } = laggingIndex();
  write("a");
  expect([at(999), at(1_000)]).toEqual([null, "a"]);
});

it("a newer write with a shorter lag replaces an older one for good", () => {
  const { write, writeLate, at } = laggingIndex();
  writeLate("old", 5_000);
  write("new");
  expect([at(1_000), at(5_000)]).toEqual(["new", "new"]);
});

it("shows a deleted order until the lag has passed", () => {
  const { write, remove, at } = laggingIndex();
  write("a");
  expect(at(1_000)).toBe("a");
  remove();
  expect([at(1_999), at(2_000)]).toEqual(["a", null]);
});
