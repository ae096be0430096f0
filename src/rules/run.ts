import { cannotBeTold, nobodySays, noneFound } from '../model/fact-words.ts';
import type { FactName, FactSet } from '../model/facts.ts';
import type { Service } from '../model/project.ts';
import { exemption } from './applies.ts';
import type { Check, CheckContext } from './check.ts';
import { notApplicable, pass, undecided, type Outcome } from './outcome.ts';
import type { Rule } from './rule.ts';
import type { Tables } from './tables.ts';

/** What one rule said of one service: at least one outcome; several when it looks at records. */
export interface Result {
  readonly rule: Rule;
  readonly service: Service;
  readonly outcomes: readonly [Outcome, ...Outcome[]];
}

export interface RunOptions {
  readonly asOf: string;
  readonly tables: Tables;
}

/** Runs all rules on all services. Unknown facts and checks that throw end here, as undecided outcomes. */
export function runRules(rules: readonly Rule[], services: readonly Service[], options: RunOptions): readonly Result[] {
  return rules.flatMap((rule) => {
    const shared = 'scope' in rule.check ? sharedOutcomes(rule, services, options) : undefined;
    return services.map((service) => {
      const exempt = exemption(rule, service);
      const outcomes = exempt ?? shared?.(service) ?? serviceOutcomes(rule, service, options);
      return { rule, service, outcomes: nonEmpty(outcomes) };
    });
  });
}

type Several = Outcome | readonly Outcome[];

function nonEmpty(outcomes: Several): readonly [Outcome, ...Outcome[]] {
  const [first, ...rest] = Array.isArray(outcomes) ? (outcomes as readonly Outcome[]) : [outcomes as Outcome];
  return [first ?? pass(), ...rest];
}

function sharedOutcomes(rule: Rule, services: readonly Service[], options: RunOptions): (service: Service) => Several {
  const { check } = rule;
  if (!('scope' in check)) return () => pass();
  const { service: _none, ...context } = contextOf(rule, services[0] as Service, options);
  const shown = new Map(services.filter((service) => exemption(rule, service) === undefined).map((service) => [service, narrowed(service, check.reads)]));
  try {
    const judged = check.check([...shown.values()], context);
    return (service) => judged.get(shown.get(service) ?? service) ?? pass();
  } catch (cause) {
    return () => undecided('the check failed on this project', cause);
  }
}

/** A service with some of its facts, and what lost against them. */
function narrowed(service: Service, names: readonly FactName[]): Service {
  const facts = Object.fromEntries(names.flatMap((name) => (service.facts[name] === undefined ? [] : [[name, service.facts[name]]]))) as FactSet;
  return { ...service, facts, overrides: service.overrides.filter(({ name }) => names.includes(name as FactName)) };
}

function serviceOutcomes(rule: Rule, service: Service, options: RunOptions): Several {
  const { check } = rule;
  if ('scope' in check) return pass();
  const missing = firstUnknown(check.needs, service.facts);
  if (missing !== undefined) return missing;
  const context = contextOf(rule, service, options);
  try {
    return 'each' in check ? recordOutcomes(check, service, context) : check.check(service.facts as never, context);
  } catch (cause) {
    return undecided('the check failed on this service', cause);
  }
}

function recordOutcomes(check: Extract<Check, { each: unknown }>, service: Service, context: CheckContext): Several {
  const list = service.facts[check.each];
  if (list === undefined || list.state === 'absent') return notApplicable(noneFound(check.each));
  if (list.state === 'unresolved') return notApplicable(cannotBeTold(check.each, list.reason)); // nobody can state a list of places in code
  const records = list.value as readonly never[];
  return records.map((record) => check.check(record, service.facts as never, context));
}

function firstUnknown(names: readonly FactName[], facts: FactSet): Outcome | undefined {
  for (const name of names) {
    const fact = facts[name];
    if (fact === undefined || fact.state === 'absent') return undecided(nobodySays(name));
    if (fact.state === 'unresolved') return undecided(cannotBeTold(name, fact.reason));
  }
  return undefined;
}

function contextOf(rule: Rule, service: Service, { asOf, tables }: RunOptions): CheckContext {
  const parameter = (name: string) => rule.params[name];
  return {
    service, asOf, tables,
    number: (name) => {
      const value = parameter(name);
      if (typeof value !== 'number') throw new Error(`rules/${rule.id}.yaml gives no number to the parameter ${name}`);
      return value;
    },
    text: (name) => {
      const value = parameter(name);
      if (typeof value !== 'string') throw new Error(`rules/${rule.id}.yaml gives no text to the parameter ${name}`);
      return value;
    },
    strings: (name) => {
      const value = parameter(name);
      if (!Array.isArray(value)) throw new Error(`rules/${rule.id}.yaml gives no list to the parameter ${name}`);
      return value as readonly string[];
    },
  };
}
