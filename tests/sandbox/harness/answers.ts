import { expect } from "vitest";

/** The body of a GraphQL answer. */
export interface Answer<Data> {
  data?: Data;
  errors?: {
    message: string;
    path?: (string | number)[];
    locations?: unknown[];
    extensions: Record<string, unknown>;
  }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
    };
    search?: { path: string[]; query: string; parsed: unknown; warnings: unknown[] }[];
  };
}

export interface UserError {
  field: string[] | null;
  message: string;
  code?: string | null;
}

/** The data of an answer, which must have no top-level errors. */
export function dataOf<Data>(answer: Answer<Data>): Data {
  expect(answer.errors).toBeUndefined();
  if (!answer.data) throw new Error("The answer contains no data.");
  return answer.data;
}
