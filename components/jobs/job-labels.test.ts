import { expect, test } from "vitest";
import { dueLabel, functionLabel, spanLabel, subjectLabel } from "./job-labels";

test("functions, lengths of time and subjects have labels", () => {
  expect(functionLabel("crossdock-dispatch-leg")).toBe("Send to a source store");
  expect(functionLabel("crossdock-auto-push-failure")).toBe("auto-push-failure");
  expect([0.4, 320, 4_200, 180_000, 7_200_000, 3 * 86_400_000].map(spanLabel)).toEqual([
    "0 ms",
    "320 ms",
    "4.2 s",
    "3 min",
    "2 h",
    "3 days",
  ]);
  const now = new Date(1_000_000);
  expect(dueLabel(new Date(1_040_000), now)).toBe("in 40.0 s");
  expect(dueLabel(new Date(900_000), now)).toBe("now");
  expect(subjectLabel("shop:a.myshopify.com")).toBe("a.myshopify.com");
});
