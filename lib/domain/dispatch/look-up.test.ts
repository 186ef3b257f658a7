import { describe, expect, it } from "vitest";
import { absenceIsFresh, certainty, type LedgerEntry, watchAgainAt } from "./look-up";

const timing = {
  leaseMs: 60_000,
  searchLagMs: 60_000,
  lateCommitMs: 90_000,
  pauseMs: 5_000,
  failedPauseMs: 15_000,
  longestPauseMs: 900_000,
  longestWatchMs: 86_400_000,
  freshMs: 600_000,
};
const at = (seconds: number) => new Date(1_000_000 + seconds * 1000);
const send = (seconds: number, outcome: LedgerEntry["outcome"] = "indefinite"): LedgerEntry => ({
  operation: "orderCreate",
  outcome,
  startedAt: at(seconds),
  finishedAt: at(seconds + 1),
});
const look = (seconds: number, outcome: LedgerEntry["outcome"] = "absent"): LedgerEntry => ({
  operation: "orderLookUp",
  outcome,
  startedAt: at(seconds),
  finishedAt: at(seconds + 1),
});
const unknownUntil = (seconds: number) => ({ kind: "unknown", lookAgainAt: at(seconds) });

describe("certainty", () => {
  it("has nothing to prove without an open send", () => {
    expect(certainty([], at(0), timing)).toEqual({ kind: "no_open_send" });
    expect(certainty([send(0, "refused"), send(9, "not_executed")], at(9), timing)).toEqual({
      kind: "no_open_send",
    });
  });

  it("looks up once early, once when the search must show the order, and once when none can appear any more", () => {
    expect(certainty([send(0)], at(20), timing)).toEqual(unknownUntil(25));
    const early = certainty([send(0), look(25)], at(26), timing);
    expect(early.kind === "unknown" && early.lookAgainAt).toEqual(new Date(at(120).getTime() + 1));
    expect(certainty([send(0), look(25), look(121)], at(122), timing)).toEqual(unknownUntil(150));
    expect(certainty([send(0), look(25), look(121), look(150)], at(151), timing)).toEqual({
      kind: "proved_absent",
    });
  });

  it("proves nothing by one look-up, by early or overlapping look-ups, or by look-ups before the last open send", () => {
    for (const lookUps of [
      [look(500)],
      [look(10), look(110)],
      [look(119), look(500)],
      [look(121), look(149)],
      [look(500), { ...look(500), finishedAt: at(503) }],
      [look(500), look(502, "found")],
    ]) {
      expect(certainty([send(0), ...lookUps], at(600), timing).kind).toBe("unknown");
    }
    expect(certainty([send(0), look(200), look(300), send(400)], at(700), timing).kind).toBe("unknown");
    expect(certainty([send(0), look(200), look(300)], at(700), timing).kind).toBe("proved_absent");
  });

  it("treats a send that never ended like one whose answer was lost", () => {
    const pending = { ...send(0, "pending"), finishedAt: null };
    expect(certainty([pending, look(121), look(151)], at(160), timing).kind).toBe("proved_absent");
    expect(certainty([pending, look(121)], at(130), timing)).toEqual(unknownUntil(150));
  });

  it("waits longer with each failure in a row, up to the longest pause, until a look-up is answered", () => {
    const failed = (count: number) => Array.from({ length: count }, (_, n) => look(200 + n, "indefinite"));
    const wait = (count: number) => {
      const result = certainty([send(0), ...failed(count)], at(300), timing);
      return result.kind === "unknown" ? (result.lookAgainAt.getTime() - at(300).getTime()) / 1000 : null;
    };
    expect([1, 2, 3, 7, 40].map(wait)).toEqual([15, 30, 60, 900, 900]);
    expect(certainty([send(0), ...failed(3), look(260)], at(261), timing)).toEqual(unknownUntil(266));
  });
});

describe("watching a leg", () => {
  it("looks up once after the order can no longer appear, whatever earlier look-ups found", () => {
    expect(watchAgainAt([send(0)], at(20), timing)).toEqual(new Date(at(150).getTime() + 1));
    expect(watchAgainAt([send(0), look(140)], at(141), timing)).toEqual(new Date(at(150).getTime() + 1));
    expect(watchAgainAt([send(0), look(151, "found")], at(152), timing)).toBeNull();
    expect(watchAgainAt([send(0), look(151, "indefinite")], at(160), timing)).toEqual(at(175));
    expect(watchAgainAt([send(0), look(151, "not_executed")], at(160), timing)).toEqual(at(165));
    expect(watchAgainAt([send(0)], at(100_000), timing)).toBeNull();
    expect(watchAgainAt([send(0, "created")], at(1), timing)).toBeNull();
  });
});

describe("a user who declares an order absent", () => {
  it("needs a recent look-up that found nothing after the lease of the send", () => {
    expect(absenceIsFresh([send(0), look(61)], at(70), timing)).toBe(true);
    expect(absenceIsFresh([send(0), look(59)], at(70), timing)).toBe(false);
    expect(absenceIsFresh([send(0), look(61)], at(700), timing)).toBe(false);
    expect(absenceIsFresh([send(0), look(61), look(65, "indefinite")], at(70), timing)).toBe(false);
    expect(absenceIsFresh([send(0), look(61), send(65)], at(70), timing)).toBe(false);
    expect(absenceIsFresh([send(0)], at(70), timing)).toBe(false);
  });
});
