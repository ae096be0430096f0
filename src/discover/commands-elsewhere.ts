import type { Fact, Known } from '../model/fact.ts';
import type { Statement } from '../model/statement.ts';
import { statementsFor } from './ownership.ts';
import type { ServiceRoot } from './services.ts';

/** The commands that files give for the other services of a service's folder: they run the same code. */
export function commandsElsewhere(service: ServiceRoot, roots: readonly ServiceRoot[], statements: readonly Statement[]): readonly Known<string>[] {
  const others = roots.filter((other) => other !== service && other.root === service.root);
  if (others.length === 0) return [];
  const own = new Set(statementsFor(service, statements, roots));
  return others.flatMap((other) => statementsFor(other, statements, roots).flatMap((statement) => {
    const fact = statement.fact as Fact<unknown>;
    if (own.has(statement) || fact.name !== 'start.command' || statement.process !== undefined) return [];
    return fact.state === 'known' && typeof fact.value === 'string' ? [fact as Known<string>] : [];
  }));
}
