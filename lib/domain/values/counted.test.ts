import { expect, it } from "vitest";
import { counted } from "./counted";

it("uses the singular for one only, and groups thousands", () => {
  expect(counted(0, "item")).toBe("0 items");
  expect(counted(1, "item")).toBe("1 item");
  expect(counted(1200, "item")).toBe("1,200 items");
  expect(counted(2, "reply", "replies")).toBe("2 replies");
});
