import type { Evidence } from '../model/fact.ts';
import { SEVERITIES, type Finding } from '../model/finding.ts';
import type { Report } from '../report.ts';
import { identityOf, renamedIdentity, type Identity, type Naming } from './identity.ts';
import { match, type Key } from './match.ts';

/** What was found in one state: what is open, and what is accepted there. */
export interface Findings {
  readonly open: readonly Finding[];
  readonly ignored: readonly Finding[];
}

/** What became of findings between two states. */
export interface FindingDifference {
  /** Open findings of the state after that were not there before, or were less severe. */
  readonly added: readonly Finding[];
  /** Open findings of the state before that are gone. */
  readonly fixed: readonly Finding[];
  /** Open findings of the state after with what they were before: open, or ignored. */
  readonly kept: readonly (readonly [Finding, Finding])[];
  /** Open findings of the state before that are ignored now. */
  readonly hidden: readonly Finding[];
}

/** Shorter texts say too little to be told apart by. */
const SHORTEST_TEXT = 12;

/** The findings of all services. */
export function findingsIn(report: Pick<Report, 'services'> | undefined): Findings {
  const services = report?.services ?? [];
  return { open: services.flatMap(({ findings }) => findings), ignored: services.flatMap(({ ignored }) => ignored.map(({ finding }) => finding)) };
}

/**
 * Compares findings by what they are about. A setting that moves to another file, a file or service with another name, and code that moves
 * with its text stay the same finding; one that grows more severe is a new one. What is ignored is compared too, and with its like first:
 * an open finding must not pass for one that is ignored as before. `wholeRules` judge a service and not each of its parts: what they find at
 * another setting of it now is the same thing.
 */
export function compareFindings(before: Findings, after: Findings, naming: Naming, wholeRules: ReadonlySet<string>): FindingDifference {
  const isIgnored = new Set([...before.ignored, ...after.ignored]);
  const { pairs, gone, added } = match(described([before.open, before.ignored], isIgnored, naming), described([after.open, after.ignored], isIgnored), [...KEYS, ...keysOfWhole(wholeRules)]);
  const open = pairs.map(([old, now]) => [old.finding, now.finding] as const).filter(([, now]) => !isIgnored.has(now));
  const isWorse = new Set(open.filter(([old, now]) => SEVERITIES.indexOf(now.severity) > SEVERITIES.indexOf(old.severity)).map(([, now]) => now));
  const isAdded = new Set([...added.map(({ finding }) => finding), ...isWorse]);
  return {
    added: after.open.filter((finding) => isAdded.has(finding)),
    fixed: gone.map(({ finding }) => finding).filter((finding) => !isIgnored.has(finding)),
    kept: open.filter(([, now]) => !isWorse.has(now)),
    hidden: pairs.filter(([old, now]) => !isIgnored.has(old.finding) && isIgnored.has(now.finding)).map(([old]) => old.finding),
  };
}

/** A finding with what it may be known by. */
interface Described extends Identity {
  readonly finding: Finding;
  /** The text that it points at. */
  readonly text: string | undefined;
  readonly status: 'open' | 'ignored';
}

function described(lists: readonly (readonly Finding[])[], isIgnored: ReadonlySet<Finding>, naming?: Naming): readonly Described[] {
  return lists.flat().map((finding) => {
    const identity = identityOf(finding);
    return { ...(naming === undefined ? identity : renamedIdentity(identity, naming)), finding, text: textOf(finding.evidence[0]), status: isIgnored.has(finding) ? 'ignored' : 'open' };
  });
}

type Trait = (of: Described) => string | undefined;

const status: Trait = (of) => of.status;
const severity: Trait = (of) => of.finding.severity;
const path: Trait = (of) => of.path;
const anchor: Trait = (of) => of.anchor;
const text: Trait = (of) => of.text;

/** By what two findings of a rule and a service are the same, the strictest first. Several that share all of it are told apart by their order. */
const KEYS: readonly Key<Described, Described>[] = [
  [path, anchor, status, severity], [path, anchor, status], [path, anchor],
  [anchor, text, status], [anchor, text], [text, status], [text],
].map(keyOf).concat([[anchor, status], [anchor]].map((traits) => ({ ...keyOf(traits), isSame: isAlike })));

/** For rules about a service as a whole. An anchor with a colon names a part: `blocking:pay`. */
function keysOfWhole(rules: ReadonlySet<string>): readonly Key<Described, Described>[] {
  const whole: Trait = (of) => (rules.has(of.rule) && !of.anchor.includes(':') ? '' : undefined);
  return [[whole, status], [whole]].map(keyOf);
}

function keyOf(traits: readonly Trait[]): Key<Described, Described> {
  const nameOf = (of: Described): string | undefined => {
    const values = traits.map((trait) => trait(of));
    return values.includes(undefined) ? undefined : JSON.stringify([of.rule, of.service, ...values]);
  };
  return { before: nameOf, after: nameOf };
}

/**
 * False for two places that have the same name and say something else: another call in another `pay()` is another finding. A setting
 * is written in its own way in each kind of file.
 */
function isAlike(before: Described, after: Described): boolean {
  if (before.text === undefined || after.text === undefined || extensionOf(before.path) !== extensionOf(after.path)) return true;
  const [some, others] = [wordsIn(before.text), wordsIn(after.text)];
  const shared = [...some].filter((word) => others.has(word)).length;
  return shared * 2 >= Math.max(some.size, others.size);
}

function wordsIn(written: string): ReadonlySet<string> {
  return new Set(written.match(/[\p{L}\p{N}_]+/gu) ?? []);
}

function extensionOf(named: string): string {
  return /\.[^./]*$/.exec(named)?.[0] ?? '';
}

/** The text at the first place of a finding, without its layout; undefined where it says too little. */
function textOf(evidence: Evidence): string | undefined {
  if (evidence.state === 'absent') return undefined;
  const { provenance } = evidence;
  if (provenance.kind !== 'declared') return undefined;
  const written = provenance.file.text.slice(provenance.range.start, provenance.range.end).replaceAll(/\s+/g, ' ').trim();
  return written.length < SHORTEST_TEXT ? undefined : written;
}
