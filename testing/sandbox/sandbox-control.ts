/** A client of the sandbox's control API. Paths are relative to `/_control`. */
export type SandboxControl = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  delete<T>(path: string, body?: unknown): Promise<T>;
};

/**
 * Creates a client of the control API of the sandbox at `url`. The caller gives the type of each response.
 *
 * @throws Error with the response's text, on any status that is not 2xx
 */
export function sandboxControl(url: string): SandboxControl {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_control${path} answered ${response.status}: ${text}`);
    return text === "" ? (undefined as T) : JSON.parse(text);
  };
  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body ?? {}),
    delete: (path, body) => call("DELETE", path, body),
  };
}
