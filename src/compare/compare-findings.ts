import type { Evidence } from '../model/fact.ts';
import { SEVERITIES, type Finding } from '../model/finding.ts';
import { identityOf, idOf, renamedIdentity, type Identity, type Naming } from './identity.ts';
import { match, type Key } from './match.ts';

/** What became of findings between two states. */
export interface FindingDifference {
  /** Findings of the state after that were not there before, or were less severe. */
  readonly added: readonly Finding[];
  /** Findings of the state before that are gone. */
  readonly fixed: readonly Finding[];
  /** The same finding before and after. */
  readonly kept: readonly (readonly [Finding, Finding])[];
}

/** Shorter texts say too little to be told apart by. */
const SHORTEST_TEXT = 12;

/**
 * Compares findings by what they are about. A setting that moves to another file, a file or service with another name, and code that moves
 * with its text stay the same finding; one that grows more severe is a new one. `wholeRules` judge a service and
 * not each of its parts: what they find at another setting of it now is the same thing.
 */
export function compareFindings(before: readonly Finding[], after: readonly Finding[], naming: Naming, wholeRules: ReadonlySet<string>): FindingDifference {
  const identities = new Map<Finding, Identity>([
    ...before.map((finding) => [finding, renamedIdentity(identityOf(finding), naming)] as const),
    ...after.map((finding) => [finding, identityOf(finding)] as const),
  ]);
  const key = (text: (identity: Identity, finding: Finding) => string | undefined): Key<Finding, Finding> => {
    const keyOf = (finding: Finding) => text(identities.get(finding) ?? identityOf(finding), finding);
    return { before: keyOf, after: keyOf };
  };
  const { pairs, gone, added } = match(before, after, [
    key(idOf),
    key(({ rule, service, anchor }) => `${rule} ${service} ${anchor}`),
    key(({ rule, service }, finding) => { const text = textOf(finding.evidence[0]); return text === undefined ? undefined : `${rule} ${service} ${text}`; }),
    key(({ rule, service, anchor }) => (wholeRules.has(rule) && !anchor.includes(':') ? `${rule} ${service}` : undefined)), // `blocking:pay` is a part
  ]);
  const worse = pairs.filter(([old, now]) => SEVERITIES.indexOf(now.severity) > SEVERITIES.indexOf(old.severity));
  const isWorse = new Set(worse.map(([, now]) => now));
  return { added: after.filter((finding) => added.includes(finding) || isWorse.has(finding)), fixed: gone, kept: pairs.filter(([, now]) => !isWorse.has(now)) };
}

/** The text at the first place of a finding, without its layout; undefined where it says too little. */
function textOf(evidence: Evidence): string | undefined {
  if (evidence.state === 'absent') return undefined;
  const { provenance } = evidence;
  if (provenance.kind !== 'declared') return undefined;
  const text = provenance.file.text.slice(provenance.range.start, provenance.range.end).replaceAll(/\s+/g, ' ').trim();
  return text.length < SHORTEST_TEXT ? undefined : text;
}
