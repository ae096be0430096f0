import type { Fact } from '../model/fact.ts';
import { valueOf } from '../model/fact.ts';
import { cannotBeTold, nobodySays } from '../model/fact-words.ts';
import type { ProposedFix } from '../model/finding.ts';
import type { Service } from '../model/project.ts';
import { defineCheck, type Check } from './check.ts';
import { fail, pass, undecided, type Outcome } from './outcome.ts';
import type { Condition, RuleDefinition, RuleFix } from './rule.ts';

/** The check that a rule's `fail-when` stands for. */
export function checkOfCondition(definition: RuleDefinition, condition: Condition): Check {
  return defineCheck({
    needs: [],
    reads: [condition.fact],
    check(facts, { service }): Outcome {
      const fact = facts[condition.fact] as Fact<unknown> | undefined;
      if (fact === undefined) return undecided(nobodySays(condition.fact));
      if (fact.state === 'unresolved') return undecided(cannotBeTold(condition.fact, fact.reason));
      if (!holds(condition, fact)) return pass();
      const fix = definition.fix === undefined ? undefined : proposedFix(definition.fix, service);
      const message = filled(condition.message, service, fact);
      return fail({ message, evidence: [fact], ...(fix === undefined ? {} : { fix }) });
    },
  });
}

function holds(condition: Condition, fact: Fact<unknown>): boolean {
  if (condition.is === 'absent') return fact.state === 'absent';
  if (fact.state !== 'known') return false;
  const { value } = fact;
  switch (condition.is) {
    case 'equal-to': return value === condition.value;
    case 'not-equal-to': return value !== condition.value;
    case 'less-than': return typeof value === 'number' && typeof condition.value === 'number' && value < condition.value;
    case 'greater-than': return typeof value === 'number' && typeof condition.value === 'number' && value > condition.value;
    case 'matching': return new RegExp(String(condition.value)).test(String(value));
  }
}

function filled(message: string, service: Service, fact: Fact<unknown>): string {
  return message.replaceAll('{service}', service.name).replaceAll('{value}', String(valueOf(fact)));
}

/** The fix, or undefined when it needs a fact that nobody knows: a fix may only use facts. */
function proposedFix(fix: RuleFix, service: Service): ProposedFix | undefined {
  const { title, applicability, change } = fix;
  if (change === undefined) return { title, applicability, change: { kind: 'advice' } };
  const value = typeof change.to === 'object' ? valueOf<unknown>(service.facts[change.to.fact]) : change.to;
  const single = Array.isArray(value) ? (value[0] as { readonly value?: unknown } | undefined)?.value : value;
  if (typeof single !== 'string' && typeof single !== 'number' && typeof single !== 'boolean') return undefined;
  return { title, applicability, change: { kind: 'set-fact', fact: change.set, value: single } };
}
