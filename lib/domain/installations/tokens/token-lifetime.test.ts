import { describe, expect, it } from "vitest";
import { needsKeepAlive, renewalNeed } from "./token-lifetime";

const issuedAt = new Date("2026-11-30T12:00:00Z");
const minutesOn = (minutes: number) => new Date(issuedAt.getTime() + minutes * 60_000);
const DAY = 24 * 60;

const hour = {
  tokenIssuedAt: issuedAt,
  tokenExpiresAt: minutesOn(60),
  refreshExpiresAt: minutesOn(90 * DAY),
  exchangeRequestedAt: null,
};
const permanent = {
  ...{ tokenIssuedAt: null, tokenExpiresAt: null, refreshExpiresAt: null, exchangeRequestedAt: null },
};

describe("renewalNeed", () => {
  it.each([
    ["a token of an hour, at first", hour, 54, "none"],
    ["a token of an hour, five minutes before its end", hour, 55, "early"],
    ["a token of an hour, at its end", hour, 60, "ended"],
    ["a token of a minute, in its last quarter", { ...hour, tokenExpiresAt: minutesOn(1) }, 0.75, "early"],
    ["a token of a minute, before", { ...hour, tokenExpiresAt: minutesOn(1) }, 0.7, "none"],
    [
      "client credentials, during the day",
      { ...hour, tokenExpiresAt: minutesOn(DAY), refreshExpiresAt: null },
      1_000,
      "none",
    ],
    [
      "a refresh token that ends in 30 days",
      { ...hour, tokenExpiresAt: minutesOn(99 * DAY) },
      60 * DAY,
      "early",
    ],
    ["a permanent token", permanent, 10_000 * DAY, "none"],
    [
      "a permanent token that is to be exchanged",
      { ...permanent, exchangeRequestedAt: issuedAt },
      0,
      "early",
    ],
  ] as const)("of %s", (_, times, minutes, need) => {
    expect(renewalNeed(times, minutesOn(minutes))).toBe(need);
  });
});

it.each([
  [90 * DAY, 60 * DAY],
  [90, 60],
])("a refresh token of %i minutes is used from minute %i on", (life, from) => {
  const times = { ...hour, refreshExpiresAt: minutesOn(life) };
  expect(needsKeepAlive(times, minutesOn(from))).toBe(true);
  expect(needsKeepAlive(times, minutesOn(from - 1))).toBe(false);
  expect(needsKeepAlive(permanent, minutesOn(from))).toBe(false);
});
