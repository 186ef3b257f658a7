import postgres from "postgres";

/** One table that a statement read, and how much of it. */
type Read = { table: string; node: string; rows: number; blocks: number; statement: string };

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  "Shared Hit Blocks"?: number;
  "Shared Read Blocks"?: number;
  Plans?: Node[];
};

/**
 * Makes PostgreSQL send each new session of a database the plan of every statement that it executes, as a notice
 * (auto_explain, with actual rows and blocks; statements in triggers included). Pass `notice` to the sessions to watch.
 */
export async function watchPlans(superuserUrl: string): Promise<{
  notice(notice: { message?: string }): void;
  /** Scans that read more than `most` rows, or more than `most` blocks, since the last `forget`. */
  largeReads(most: { rows: number; blocks: number }): string[];
  /** How many plans were received since the last `forget`. */
  seen(): number;
  forget(): void;
}> {
  const admin = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  const name = new URL(superuserUrl).pathname.slice(1);
  const settings = {
    session_preload_libraries: "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_buffers": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_nested_statements": "on",
    "auto_explain.log_format": "json",
    "auto_explain.log_level": "notice",
  };
  for (const [setting, value] of Object.entries(settings)) {
    await admin.unsafe(`alter database ${name} set ${setting} = '${value}'`);
  }
  await admin.end();
  let reads: Read[] = [];
  let seen = 0;
  return {
    notice: ({ message = "" }) => {
      const json = /^duration: .*?plan:\s*(\{.*)$/s.exec(message)?.[1];
      if (!json) return;
      const plan = JSON.parse(json) as { "Query Text": string; Plan: Node };
      seen += 1;
      reads.push(...readsOf(plan.Plan, plan["Query Text"].replace(/\s+/g, " ").trim()));
    },
    largeReads: (most) => [
      ...new Set(
        reads
          .filter(({ rows, blocks }) => rows > most.rows || blocks > most.blocks)
          .map(
            ({ table, node, rows, blocks, statement }) =>
              `${node} on ${table}: ${rows} rows, ${blocks} blocks: ${statement}`,
          ),
      ),
    ],
    seen: () => seen,
    forget: () => {
      reads = [];
      seen = 0;
    },
  };
}

function readsOf(node: Node, statement: string): Read[] {
  const loops = node["Actual Loops"] ?? 1;
  const perLoop =
    (node["Actual Rows"] ?? 0) +
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Index Recheck"] ?? 0);
  const blocks = (node["Shared Hit Blocks"] ?? 0) + (node["Shared Read Blocks"] ?? 0);
  const table = node["Relation Name"];
  const own: Read[] = table
    ? [
        {
          table,
          node: node["Node Type"],
          rows: Math.round(perLoop * loops),
          blocks,
          statement,
        },
      ]
    : [];
  return [...own, ...(node.Plans ?? []).flatMap((child) => readsOf(child, statement))];
}
