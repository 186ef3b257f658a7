import { expect, test } from "vitest";
import { cancelledSentence, trackSentence } from "./track-view";

const segment = (store: string, state: Parameters<typeof trackSentence>[0]["segments"][number]["state"]) => ({
  storeId: store,
  store,
  state,
  lines: 1,
});

test("the track is described in a sentence", () => {
  expect(
    trackSentence({
      segments: [segment("Maison Lin", "not_pushed"), segment("Nordwolle", "pushed")],
      unsynced: 1,
      returned: 0,
    }),
  ).toBe("Pushed to Nordwolle; not pushed to Maison Lin; 1 item not synced");
  expect(trackSentence({ segments: [], unsynced: 0, returned: 0 })).toBe("No items");
  expect(trackSentence({ segments: [segment("Nordwolle", "partly")], unsynced: 0, returned: 1 })).toBe(
    "Partly pushed to Nordwolle; 1 item given back by its supplier",
  );
});

test("a cancelled order names the suppliers that still have the order", () => {
  expect(
    cancelledSentence({
      segments: [segment("A", "pushed"), segment("B", "ended")],
      unsynced: 0,
      returned: 0,
    }),
  ).toBe("Cancelled here; not cancelled at A");
  expect(cancelledSentence({ segments: [segment("A", "uncertain")], unsynced: 0, returned: 0 })).toContain(
    "uncertain at A",
  );
  expect(cancelledSentence({ segments: [segment("A", "ended")], unsynced: 0, returned: 0 })).toContain(
    "at the suppliers",
  );
  expect(cancelledSentence({ segments: [segment("A", "not_pushed")], unsynced: 0, returned: 0 })).toContain(
    "no supplier",
  );
});
