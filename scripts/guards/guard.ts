/** A safeguard in the code, the edits that switch it off, and the test that must then fail. */
export type Guard = {
  name: string;
  /** Each `find` occurs exactly once in its file. */
  edits: { file: string; find: string; replace: string }[];
  /** `name` is the test's title or a part of it. */
  test: { file: string; name: string };
};
