import { expect, it } from "vitest";
import { keepPage } from "./keep-page";

const SHOWN = "https://portal.example/orders?tab=pushed&q=a%20b";
const READ = { headers: { rsc: "1" } };
const read = (address = SHOWN) => new URL(`${address}${address.includes("?") ? "&" : "?"}_rsc=1x2y`);

/** A browser that gives these answers in order, with counts of its calls. */
function browser(...answers: (() => Response)[]) {
  const seen = { asked: 0, waits: 0, outdated: 0 };
  const fetch = keepPage(
    async () => {
      const answer = answers[seen.asked++];
      if (!answer) throw new Error("one call too many");
      return answer();
    },
    () => SHOWN,
    async () => {
      seen.waits += 1;
    },
    () => {
      seen.outdated += 1;
    },
  );
  return { fetch, seen };
}
const lost = () => {
  throw new TypeError("Failed to fetch");
};
const whole = () => new Response("the page");
const halfway = () => {
  const parts = ["half of"];
  return new Response(
    new ReadableStream({
      pull: (stream) => {
        const part = parts.shift();
        if (part) stream.enqueue(new TextEncoder().encode(part));
        else stream.error(new TypeError("network error"));
      },
    }),
  );
};

it.each([
  { what: "there is no answer", first: lost },
  { what: "the answer ends halfway", first: halfway },
  { what: "a proxy does not reach the portal", first: () => new Response("Bad gateway", { status: 502 }) },
])("repeats the read of the shown page when $what", async ({ first }) => {
  const { fetch, seen } = browser(first, first, whole);
  const answer = await fetch(read(), READ);
  expect(await answer.text()).toBe("the page");
  expect(seen).toEqual({ asked: 3, waits: 2, outdated: 0 });
});

it.each([
  { what: "an action", input: new URL(SHOWN), init: { ...READ, method: "POST" } },
  { what: "navigation to another page", input: read("https://portal.example/stores"), init: READ },
  { what: "another tab of the list", input: read("https://portal.example/orders?tab=all"), init: READ },
  { what: "a prefetch", input: read(), init: { headers: { rsc: "1", "next-router-prefetch": "1" } } },
  { what: "a request for something else", input: new URL(SHOWN), init: undefined },
])("does not repeat $what", async ({ input, init }) => {
  const { fetch, seen } = browser(lost);
  await expect(fetch(input, init)).rejects.toThrow("Failed to fetch");
  expect(seen).toEqual({ asked: 1, waits: 0, outdated: 0 });
});

it("returns an error response of the portal itself", async () => {
  const { fetch, seen } = browser(() => new Response("an error", { status: 500 }));
  expect((await fetch(read(), READ)).status).toBe(500);
  expect(seen.asked).toBe(1);
});

it("stops when the request is aborted", async () => {
  const { fetch, seen } = browser(lost);
  await expect(fetch(read(), { ...READ, signal: AbortSignal.abort() })).rejects.toThrow("Failed to fetch");
  expect(seen.asked).toBe(1);
});

it("does not return the answer of another build", async () => {
  const other = () => new Response("a new page", { headers: { "x-crossdock-build": "another build" } });
  const { fetch, seen } = browser(lost, other);
  const returned = await Promise.race([
    fetch(read(), READ),
    new Promise((resolve) => setTimeout(resolve, 50)),
  ]);
  expect(returned).toBeUndefined();
  expect(seen).toEqual({ asked: 2, waits: 1, outdated: 1 });
});
