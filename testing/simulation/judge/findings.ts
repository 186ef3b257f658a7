/** The results of the judges. */
export type Findings = {
  readonly violations: string[];
  /** Deviations that the product could not avoid: the last webhook was dropped, or a user decided so. */
  readonly excused: string[];
  violation(what: string): void;
  /** Adds a violation, or an excused deviation if there is an excuse. */
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
