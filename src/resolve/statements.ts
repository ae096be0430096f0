import type { Fact } from '../model/fact.ts';
import type { FactName, ServiceFacts } from '../model/facts.ts';
import type { Statement } from '../model/statement.ts';
import type { ServiceInput } from './service-input.ts';

/** What all files say on one fact, for production and the main process, strongest word first. */
export function statementsOf<N extends FactName>(input: ServiceInput, name: N): readonly Fact<ServiceFacts[N]>[] {
  return ranked(input.statements.filter((statement) => statement.fact.name === name && isMain(statement)))
    .map((statement) => statement.fact as Fact<ServiceFacts[N]>);
}

/** A block for production overrides the base; blocks for other environments say nothing about production. */
export function ranked(statements: readonly Statement[]): readonly Statement[] {
  const production = statements.filter((statement) => isProduction(statement.environment));
  const base = statements.filter((statement) => statement.environment === undefined);
  return [...production, ...base];
}

function isProduction(environment: string | undefined): boolean {
  return environment === 'production' || environment === 'prod';
}

/** True for the service itself, not for one of several processes. */
export function isMain(statement: Statement): boolean {
  return statement.process === undefined;
}
