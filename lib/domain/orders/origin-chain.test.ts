import { expect, it } from "vitest";
import { extendChain, forwardedAttributes, originChain } from "./origin-chain";

const R = "00000000000000a1";
const W = "00000000000000a2";

it("reads the chain from its attribute and skips what is no link", () => {
  expect(originChain([])).toEqual([]);
  expect(originChain([{ key: "Origin chain", value: `${R}  nonsense ${W}` }])).toEqual([R, W]);
  expect(originChain([{ key: " origin CHAIN ", value: R }])).toEqual([R]);
});

it("adds the store to the chain and keeps the newest stores of a long one", () => {
  expect(extendChain([], R)).toBe(R);
  expect(extendChain([{ key: "Origin chain", value: R }], W)).toBe(`${R} ${W}`);
  const long = Array.from({ length: 40 }, (_, n) => n.toString(16).padStart(16, "0"));
  const links = extendChain([{ key: "Origin chain", value: long.join(" ") }], R).split(" ");
  expect(links).toEqual([...long.slice(-29), R]);
});

it("renames a shopper's attributes that have the name of an attribute of the push", () => {
  const attributes = [
    { key: "Push mode", value: "express" },
    { key: "delivery-date", value: "2026-03-05" },
  ];
  expect(forwardedAttributes(attributes)).toEqual([
    { key: "Push mode (shopper)", value: "express" },
    { key: "delivery-date", value: "2026-03-05" },
  ]);
});

it("renames the attributes of earlier pushes by their hop and leaves the chain to the push", () => {
  const first = [
    { key: "Origin mark", value: "crossdock-leg_1" },
    { key: "Origin chain", value: R },
    { key: "Push mode (shopper)", value: "express" },
  ];
  const second = forwardedAttributes(first);
  expect(second).toEqual([
    { key: "Origin mark (hop 1)", value: "crossdock-leg_1" },
    { key: "Push mode (shopper)", value: "express" },
  ]);
  const own = [
    { key: "Origin mark", value: "crossdock-leg_2" },
    { key: "Origin chain", value: `${R} ${W}` },
  ];
  expect(forwardedAttributes([...own, ...second])).toEqual([
    { key: "Origin mark (hop 2)", value: "crossdock-leg_2" },
    ...second,
  ]);
});

it("recognises an earlier push without a chain by its mark", () => {
  expect(forwardedAttributes([{ key: "Origin mark", value: "crossdock-leg_1" }])).toEqual([
    { key: "Origin mark (hop 1)", value: "crossdock-leg_1" },
  ]);
});

it("gives two attributes never the same new name", () => {
  const keys = forwardedAttributes([
    { key: "Push mode (shopper)", value: "a" },
    { key: "Push mode", value: "b" },
    { key: "push mode", value: "c" },
  ]).map(({ key }) => key);
  expect(keys).toEqual(["Push mode (shopper)", "Push mode (shopper, 2)", "push mode (shopper, 3)"]);
});
