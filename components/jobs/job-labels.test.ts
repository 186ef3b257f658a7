import { expect, test } from "vitest";
import { functionName, spokenDue, spokenSpan, subjectName } from "./job-labels";

test("functions, spans and subjects are said in words", () => {
  expect(functionName("crossdock-dispatch-leg")).toBe("Send to a source store");
  expect(functionName("crossdock-auto-push-failure")).toBe("auto-push-failure");
  expect([0.4, 320, 4_200, 180_000, 7_200_000, 3 * 86_400_000].map(spokenSpan)).toEqual([
    "0 ms",
    "320 ms",
    "4.2 s",
    "3 min",
    "2 h",
    "3 days",
  ]);
  const now = new Date(1_000_000);
  expect(spokenDue(new Date(1_040_000), now)).toBe("in 40.0 s");
  expect(spokenDue(new Date(900_000), now)).toBe("now");
  expect(subjectName("shop:a.myshopify.com")).toBe("a.myshopify.com");
});
