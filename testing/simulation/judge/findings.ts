/** What a judge found. */
export type Findings = {
  readonly violations: string[];
  /** What could not be demanded: a webhook was dropped and nothing came after it, or a person decided. */
  readonly excused: string[];
  violation(what: string): void;
  /** A violation, unless there is an excuse. */
  unless(excuse: boolean, what: string): void;
};

export function newFindings(): Findings {
  const findings: Findings = {
    violations: [],
    excused: [],
    violation: (what) => findings.violations.push(what),
    unless: (excuse, what) => (excuse ? findings.excused : findings.violations).push(what),
  };
  return findings;
}
