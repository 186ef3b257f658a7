import { expect, test } from "vitest";
import { ClusterError, explainFolderError, explainServerOutput } from "@/db/embedded/cluster-error";

const where = { folder: "/data", port: 5499 };

test.each([
  ['initdb: error: could not write to file "x": No space left on device', /disk that holds \/data is full/],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', /Port 5499 is already taken/],
  ['FATAL:  data directory "/data" has wrong ownership', /has no access to the folder \/data/],
  ["FATAL:  database files are incompatible with server", /another version of PostgreSQL/],
  ["FATAL:  could not map anonymous shared memory: Cannot allocate memory", /shared memory/],
  ["something else\nlast line", /did not start in \/data. Its last output:\nsomething else\nlast line/],
  ["", /\(no output\)/],
])("explains the server's output in a sentence: %s", (output, sentence) => {
  expect(explainServerOutput(output, where)).toMatch(sentence);
});

test.each([
  ["ENOSPC", /is full.*CROSSDOCK_HOME/],
  ["EACCES", /has no permission to write/],
  ["EROFS", /read-only/],
  ["ENOTDIR", /is a file/],
  ["ENOENT", /cannot be created/],
])("explains a file system error in a sentence: %s", (code, sentence) => {
  const explained = explainFolderError(Object.assign(new Error(code), { code }), "/data");
  expect(explained).toBeInstanceOf(ClusterError);
  expect(String(explained)).toMatch(sentence);
});

test("returns any other error unchanged", () => {
  const error = new Error("something else");
  expect(explainFolderError(error, "/data")).toBe(error);
});
