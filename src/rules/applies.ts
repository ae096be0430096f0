import { cannotBeTold, nobodySays, noneFound } from '../model/fact-words.ts';
import type { FactName } from '../model/facts.ts';
import type { Service } from '../model/project.ts';
import { notApplicable, undecided, type Outcome } from './outcome.ts';
import type { AppliesTo, Rule } from './rule.ts';

const WORDS = {
  kind: ['service.kind', 'a'], language: ['runtime.language', 'written in'], framework: ['runtime.framework', 'built on'],
  builder: ['build.builder', 'built by'], server: ['start.server', 'served by'],
} as const satisfies Record<string, readonly [FactName, string]>;

/** What it means that a service lacks these. */
const WITHOUT: Readonly<Partial<Record<FactName, string>>> = { 'service.kind': 'nothing starts it', 'runtime.language': 'no builder recognises its folder' };

/**
 * Why a rule does not judge a service; undefined when it does. One thing that is known to be different settles it, whatever else cannot
 * be told. Where nothing settles it, a quiet rule says nothing: that nobody knows the service's kind is no question about a hint.
 */
export function exemption({ appliesTo, severity }: Pick<Rule, 'appliesTo' | 'severity'>, service: Service): Outcome | undefined {
  const mismatches = (['kind', 'language', 'framework', 'builder', 'server'] as const).flatMap((key) => {
    const wanted = appliesTo[key];
    return wanted === undefined ? [] : [mismatch(service, WORDS[key], wanted)];
  });
  const outcomes = [...mismatches, platformMismatch(appliesTo, service), missingFact(appliesTo, service)].filter((outcome) => outcome !== undefined);
  const [first] = outcomes;
  const settled = outcomes.find(({ kind }) => kind === 'not-applicable');
  if (settled !== undefined || first?.kind !== 'undecided') return settled;
  return severity === 'info' || severity === 'low' ? notApplicable(first.because) : first;
}

function mismatch(service: Service, [name, word]: readonly [FactName, string], wanted: readonly string[]): Outcome | undefined {
  const fact = service.facts[name];
  if (fact === undefined) return undecided(nobodySays(name));
  // What a deployment starts without a schedule answers requests or works, whichever of the two it is.
  if (fact.state === 'unresolved' && name === 'service.kind' && wanted.includes('web') && wanted.includes('worker')) return undefined;
  if (fact.state === 'unresolved') return undecided(cannotBeTold(name, fact.reason));
  if (fact.state === 'absent') return notApplicable(WITHOUT[name] ?? noneFound(name));
  if (wanted.includes(String(fact.value))) return undefined;
  return notApplicable(`the service is ${word} ${String(fact.value)}`);
}

function platformMismatch({ platform }: AppliesTo, service: Service): Outcome | undefined {
  if (platform === undefined) return undefined;
  const fact = service.facts['service.platforms'];
  if (fact?.state !== 'known' || fact.value.length === 0) {
    return platform.includes('unknown') ? undefined : notApplicable(`no file says that it is deployed to ${platform.join(', ')}`);
  }
  if (fact.value.some((name) => platform.includes(name))) return undefined;
  return notApplicable(`the service is deployed to ${fact.value.join(', ')}`);
}

function missingFact({ fact: name }: AppliesTo, service: Service): Outcome | undefined {
  if (name === undefined) return undefined;
  const fact = service.facts[name];
  const isEmpty = fact?.state === 'known' && Array.isArray(fact.value) && fact.value.length === 0;
  if (fact === undefined && name.startsWith('live.')) return notApplicable('Railway was not asked about it');
  if (fact === undefined || fact.state === 'absent' || isEmpty) return notApplicable(noneFound(name));
  return undefined;
}
