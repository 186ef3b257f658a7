import { expect, test } from "vitest";
import { deviceLabel } from "./device-label";

test("names browser and system, and nothing else", () => {
  expect(
    deviceLabel(
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    ),
  ).toBe("Chrome on Windows");
  expect(
    deviceLabel(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    ),
  ).toBe("Safari on iOS");
  expect([null, undefined, "", " ".repeat(2_000)].map(deviceLabel)).toEqual([null, null, null, null]);
});
