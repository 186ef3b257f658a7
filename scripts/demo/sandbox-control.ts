/** Calls the sandbox's control API, which does what shop owners and shoppers do in real shops. */
export type SandboxControl = (method: "GET" | "POST", path: string, body?: unknown) => Promise<unknown>;

/** Returns a client for the sandbox at this URL. It throws on any status that is not 2xx. */
export function sandboxControl(sandboxUrl: string): SandboxControl {
  return async (method, path, body) => {
    const response = await fetch(`${sandboxUrl}/_control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${path}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
}
