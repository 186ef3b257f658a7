import { createServer } from "node:http";
import { afterAll, expect, test } from "vitest";
import { launchBrowser } from "@/testing/browser/browser";

const server = createServer((_, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(
    "<h1>Ready</h1><button onclick=\"document.querySelector('h1').textContent='Clicked'\">Go</button>",
  );
});
afterAll(() => void server.close());

test("a browser starts and works on a machine where only npm ci has run", async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`);
  await page.getByRole("button", { name: "Go" }).click();
  await page.getByRole("heading", { name: "Clicked" }).waitFor();
  expect((await page.screenshot()).length).toBeGreaterThan(1000);
  await browser.close();
});
