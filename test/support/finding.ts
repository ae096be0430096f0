import type { Finding, Severity } from '../../src/model/finding.ts';

/** The parts of a finding that tests of comparisons care about. */
export interface FindingParts {
  readonly rule: string;
  readonly service: string;
  readonly path: string;
  readonly anchor: string;
  readonly number?: number;
  readonly severity?: Severity;
  readonly points?: number;
  /** The text that the finding points at. */
  readonly text?: string;
}

/** A finding with a place and nothing else of interest. */
export function findingOf({ rule, service, path, anchor, number = 1, severity = 'medium', points = 0, text = '' }: FindingParts): Finding {
  const file = { path, text };
  return {
    id: `${rule}@${service}:${path}#${anchor}${number === 1 ? '' : `~${number}`}`, rule, service, severity, confidence: 'high', points, message: `${rule} fails in ${service}`,
    evidence: [{ state: 'known', name: anchor, value: text, provenance: { kind: 'declared', file, range: { start: 0, end: text.length } } }],
  };
}
