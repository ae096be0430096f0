import type { Fact } from '../model/fact.ts';
import type { FactName, ServiceFacts } from '../model/facts.ts';
import type { Statement } from '../model/statement.ts';
import type { ServiceInput } from './service-input.ts';

/** What all files say on one fact, for production and the main process, strongest word first. */
export function statementsOf<N extends FactName>(input: ServiceInput, name: N): readonly Fact<ServiceFacts[N]>[] {
  return ranked(input.statements.filter((statement) => statement.fact.name === name && isMain(statement)), environmentOf(input))
    .map((statement) => statement.fact as Fact<ServiceFacts[N]>);
}

/** The names of the environment that the service is looked at in: the one that the platform was asked about, else production. */
export function environmentOf({ live }: Pick<ServiceInput, 'live'>): readonly string[] {
  return live === undefined ? ['production', 'prod'] : [live.state.environment.name];
}

/** A block for the environment overrides the base; blocks for other environments say nothing about it. */
export function ranked(statements: readonly Statement[], environment: readonly string[]): readonly Statement[] {
  const own = statements.filter((statement) => statement.environment !== undefined && environment.includes(statement.environment));
  const base = statements.filter((statement) => statement.environment === undefined);
  return [...own, ...base];
}

/** True for the service itself, not for one of several processes. */
export function isMain(statement: Statement): boolean {
  return statement.process === undefined;
}
