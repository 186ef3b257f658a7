import { expect, test } from "vitest";
import { ClusterError, explainFolderError, explainServerOutput } from "@/db/embedded/cluster-error";

const where = { folder: "/data", port: 5499 };

test.each([
  ['initdb: error: could not write to file "x": No space left on device', /disk that holds \/data is full/],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', /Port 5499 is already taken/],
  ['FATAL:  data directory "/data" has wrong ownership', /may not use the folder \/data/],
  ["FATAL:  database files are incompatible with server", /another version of PostgreSQL/],
  ["FATAL:  could not map anonymous shared memory: Cannot allocate memory", /shared memory/],
  ["something else\nlast line", /did not start in \/data. It said:\nsomething else\nlast line/],
  ["", /\(nothing\)/],
])("what the server said becomes a sentence: %s", (output, sentence) => {
  expect(explainServerOutput(output, where)).toMatch(sentence);
});

test.each([
  ["ENOSPC", /is full.*CROSSDOCK_HOME/],
  ["EACCES", /cannot be written by this user/],
  ["EROFS", /read-only/],
  ["ENOTDIR", /is a file/],
  ["ENOENT", /cannot be made there/],
])("an error of the file system becomes a sentence: %s", (code, sentence) => {
  const explained = explainFolderError(Object.assign(new Error(code), { code }), "/data");
  expect(explained).toBeInstanceOf(ClusterError);
  expect(String(explained)).toMatch(sentence);
});

test("an error of another kind stays what it is", () => {
  const error = new Error("something else");
  expect(explainFolderError(error, "/data")).toBe(error);
});
