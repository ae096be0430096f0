import { undecidable, type Evidence, type Fact } from '../model/fact.ts';
import type { FactName } from '../model/facts.ts';

type Facts = ReadonlyMap<FactName, Fact<unknown>>;

/**
 * The facts that hold whichever of several builders runs. A fact that differs between them is unresolved, and says so.
 * The first set is the likelier one and gives the provenance.
 */
export function agreed(sets: readonly (readonly [string, Facts])[], builder: Fact<unknown>): Facts {
  const [first, ...rest] = sets;
  if (first === undefined) return new Map();
  const result = new Map<FactName, Fact<unknown>>();
  for (const [name, fact] of first[1]) {
    const differing = rest.find(([, facts]) => !isSame(fact, facts.get(name)));
    if (differing === undefined) result.set(name, fact);
    else result.set(name, undecidable(name, reason(name, [first, differing]), evidenceOf(name, [first, differing], builder)));
  }
  for (const set of rest) {
    for (const name of set[1].keys()) {
      if (!result.has(name)) result.set(name, undecidable(name, reason(name, [first, set]), evidenceOf(name, [first, set], builder)));
    }
  }
  return result;
}

/** Facts of which rules look at each builder's word: all of them may be bad, whichever counts. */
const WITH_CANDIDATES: readonly FactName[] = ['build.command', 'build.installCommand', 'runtime.version', 'runtime.requests', 'server.options'];

/** What leaves a fact open: the builder, and for some facts what each builder would make of it. */
function evidenceOf(name: FactName, sets: readonly (readonly [string, Facts])[], builder: Fact<unknown>): readonly Evidence[] {
  const candidates = WITH_CANDIDATES.includes(name) ? sets.flatMap(([, facts]) => facts.get(name) ?? []) : [];
  return [...(builder.state === 'absent' ? [] : [builder]), ...candidates];
}

function reason(name: FactName, sets: readonly (readonly [string, Facts])[]): string {
  const words = sets.map(([builder, facts]) => `${wordOf(facts.get(name))} with ${builder}`);
  return `it depends on the builder: ${words.join(', ')}`;
}

function wordOf(fact: Fact<unknown> | undefined): string {
  if (fact?.state !== 'known') return 'unknown';
  return typeof fact.value === 'object' ? 'something else' : `"${String(fact.value)}"`;
}

function isSame(a: Fact<unknown>, b: Fact<unknown> | undefined): boolean {
  if (b === undefined || a.state !== b.state) return false;
  if (a.state !== 'known' || b.state !== 'known') return true;
  return a.value === b.value || JSON.stringify(plain(a.value)) === JSON.stringify(plain(b.value));
}

/** A value without the texts of the files it comes from. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value === Infinity ? 'Infinity' : value;
  if ('state' in value && 'name' in value) return 'value' in value ? plain(value.value) : value.state;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
