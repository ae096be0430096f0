import { defineCheck, fail, notApplicable, pass, valueOf, type CheckContext, type EngineAddress, type FactSet, type LiveUrl, type Outcome, type ServiceVariable } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasReached } from '../shared/driver-mistakes.ts';
import { followed, liveVariable } from '../shared/live-variables.ts';

export default defineCheck({
  needs: ['live.variables'],
  reads: ['live.service', 'live.neighbours', 'database.engineAddresses', 'runtime.dependencies'],
  check(_facts, { service: { facts }, strings }): Outcome | readonly Outcome[] {
    const engines = (valueOf(facts['database.engineAddresses']) ?? []).filter(({ served, migration, variable, scheme }) => (served || migration) && variable !== undefined && scheme.state !== 'known');
    if (engines.length === 0) return notApplicable('no engine of SQLAlchemy takes its address from a variable as it is');
    const seen = new Map<string, Outcome>();
    for (const engine of engines) {
      const outcome = judged(engine, facts, strings);
      const key = `${engine.variable} ${engine.library}`;
      if (outcome !== undefined && !seen.has(key)) seen.set(key, outcome);
    }
    return seen.size === 0 ? pass() : [...seen.values()];
  },
});

function judged(engine: EngineAddress, facts: FactSet, strings: CheckContext['strings']): Outcome | undefined {
  const variable = liveVariable(facts, engine.variable ?? '');
  const url = variable === undefined || variable.quoted !== undefined ? undefined : followed(variable, facts).url;
  if (variable === undefined || url === undefined) return undefined;
  const [dialect = '', driver] = url.scheme.split('+');
  if (dialect === 'postgres' && hasReached(facts['runtime.dependencies'], 'sqlalchemy', 1, 4) !== false) return finding({ variable, engine, url }, 'is no dialect of SQLAlchemy: the engine cannot be made');
  if (engine.library !== 'sqlalchemy-async') return undefined;
  const isSync = driver === undefined
    ? strings('sync-dialects').includes(dialect) || (dialect === 'postgresql' && hasReached(facts['runtime.dependencies'], 'sqlalchemy', 2, 1) === false)
    : !strings('async-drivers').includes(driver);
  return isSync ? finding({ variable, engine, url }, 'names no async driver, and the engine is async: it cannot be made') : undefined;
}

interface Pair {
  readonly variable: ServiceVariable;
  readonly engine: EngineAddress;
  readonly url: LiveUrl;
}

function finding({ variable, engine, url }: Pair, what: string): Outcome {
  return fail({
    message: `${variable.name} begins with ${url.scheme}://, which ${what}`, evidence: [variable.at, engine.argument], anchor: `variable:${variable.name}`,
    fix: advised('Replace the scheme where the variable is read'),
  });
}
