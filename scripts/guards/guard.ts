/** A guard, how to switch it off, and the test that must then fail. */
export type Guard = {
  name: string;
  /** Each snippet stands exactly once in its file. */
  edits: { file: string; find: string; replace: string }[];
  test: { file: string; name: string };
};
