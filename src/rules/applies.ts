import type { FactName } from '../model/facts.ts';
import type { Service } from '../model/project.ts';
import { notApplicable, undecided, type Outcome } from './outcome.ts';
import type { AppliesTo } from './rule.ts';

const WORDS = {
  kind: ['service.kind', 'a'], language: ['runtime.language', 'written in'], framework: ['runtime.framework', 'built on'],
  builder: ['build.builder', 'built by'], server: ['start.server', 'served by'],
} as const satisfies Record<string, readonly [FactName, string]>;

/** Why a rule does not judge a service; undefined when it does. */
export function exemption(appliesTo: AppliesTo, service: Service): Outcome | undefined {
  for (const key of ['kind', 'language', 'framework', 'builder', 'server'] as const) {
    const wanted = appliesTo[key];
    if (wanted === undefined) continue;
    const [name, word] = WORDS[key];
    const outcome = mismatch(service, name, wanted, word);
    if (outcome !== undefined) return outcome;
  }
  return platformMismatch(appliesTo, service) ?? missingFact(appliesTo, service);
}

function mismatch(service: Service, name: FactName, wanted: readonly string[], word: string): Outcome | undefined {
  const fact = service.facts[name];
  if (fact === undefined) return undecided(`nothing says what ${name} is`);
  if (fact.state === 'unresolved') return undecided(`${name} cannot be told: ${fact.reason}`);
  if (fact.state === 'absent') return notApplicable(`there is no ${name}`);
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
  if (fact === undefined || fact.state === 'absent' || isEmpty) return notApplicable(`there is no ${name}`);
  return undefined;
}
