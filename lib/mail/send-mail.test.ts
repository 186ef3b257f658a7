import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import type { Log, LogFields } from "@/lib/log";
import { invitationMail } from "./mail-texts";
import { sendMail } from "./send-mail";

const servers: SMTPServer[] = [];
afterEach(() =>
  Promise.all(servers.splice(0).map((server) => new Promise<void>((done) => server.close(done)))),
);

/** A mail server that keeps what it receives, or refuses each recipient. */
async function mailServer(options: { refuses: boolean }) {
  const received: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => done(options.refuses ? new Error("no such user") : null),
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      stream.on("end", () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    received,
    settings: { url: `smtp://127.0.0.1:${port}`, from: "Crossdock <portal@agency.example>" },
  };
}

function recordingLog(): { log: Log; lines: [string, LogFields | undefined][] } {
  const lines: [string, LogFields | undefined][] = [];
  const write = (message: string, fields?: LogFields) => void lines.push([message, fields]);
  return { log: { info: write, warn: write, error: write }, lines };
}

const mail = {
  to: "ida@agency.example",
  ...invitationMail({ url: "https://portal.example/invite/abc", inviter: "Mara" }),
};

test("a mail reaches the server with its link", async () => {
  const { received, settings } = await mailServer({ refuses: false });
  const { log, lines } = recordingLog();
  expect(await sendMail(log, settings, mail)).toBe(true);
  expect(received).toHaveLength(1);
  expect(received[0]?.to).toEqual(["ida@agency.example"]);
  expect(received[0]?.text).toContain("https://portal.example/invite/abc");
  expect(lines).toEqual([]);
});

test.each(["a refused recipient", "no server"])(
  "%s is reported, without address or link in the log",
  async (kind) => {
    const { settings } = await mailServer({ refuses: true });
    const { log, lines } = recordingLog();
    const used = kind === "no server" ? { ...settings, url: "smtp://127.0.0.1:1" } : settings;
    expect(await sendMail(log, used, mail)).toBe(false);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toMatch(/ida@|invite|127\.0/);
  },
);
