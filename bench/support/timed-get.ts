import { Agent, get } from "node:http";

/** An answer as it came over the wire. */
type WireAnswer = { status: number; bytes: number; ms: number };

/** One connection for all: what is measured is the server and not the handshakes. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** GETs an address as a browser does, compressed; `ms` is the time to the last byte, `bytes` the body's as sent. */
export function timedGet(url: string, cookie: string): Promise<WireAnswer> {
  const headers = { cookie, "accept-encoding": "gzip, deflate, br", accept: "text/html" };
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, bytes, ms: performance.now() - begun }),
      );
      response.on("error", reject);
    }).on("error", reject);
  });
}
