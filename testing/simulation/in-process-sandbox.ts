import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { answerRequest } from "@/sandbox/server";
import { BadRequest } from "@/sandbox/web/http";
import type { World } from "@/sandbox/world/world";
import type { SandboxControl } from "@/testing/sandbox/sandbox-control";

export type Reply = { status: number; headers: Record<string, string>; text: string } | { broken: string };

type Call = { method: string; path: string; headers?: Record<string, string>; body?: string };

/** Calls a sandbox in the same process, without a server. The reply is complete, or says how the connection broke. */
export function callSandbox(world: World, call: Call): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const socket = {
      destroyed: false,
      destroy: () => {
        socket.destroyed = true;
        resolve({ broken: "UND_ERR_SOCKET" });
      },
      resetAndDestroy: () => {
        socket.destroyed = true;
        resolve({ broken: "ECONNRESET" });
      },
    };
    const request = Object.assign(Readable.from([Buffer.from(call.body ?? "")]), {
      method: call.method,
      url: call.path,
      headers: { host: "127.0.0.1", ...call.headers },
      socket,
    });
    const answer = { status: 200, headers: {} as Record<string, string> };
    const response = {
      headersSent: false,
      writeHead(status: number, headers: Record<string, string> = {}) {
        answer.status = status;
        for (const [name, value] of Object.entries(headers)) answer.headers[name] = String(value);
        response.headersSent = true;
        return response;
      },
      end(body?: string | Buffer) {
        resolve({ ...answer, text: body === undefined ? "" : String(body) });
      },
    };
    answerRequest(world, request as unknown as IncomingMessage, response as unknown as ServerResponse).catch(
      (error: unknown) => {
        if (error instanceof BadRequest) {
          resolve({ status: error.status, headers: {}, text: JSON.stringify({ error: error.message }) });
        } else reject(error);
      },
    );
  });
}

/** A client of the control API of a sandbox in the same process. */
export function controlOf(world: World): SandboxControl {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const reply = await callSandbox(world, {
      method,
      path: `/_control${path}`,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if ("broken" in reply || reply.status >= 300) {
      throw new Error(
        `${method} /_control${path} was refused: ${"text" in reply ? reply.text : reply.broken}`,
      );
    }
    return reply.text === "" ? (undefined as T) : JSON.parse(reply.text);
  };
  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body ?? {}),
    delete: (path, body) => call("DELETE", path, body),
  };
}
