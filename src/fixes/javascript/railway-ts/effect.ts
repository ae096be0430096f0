import { railwayTs } from '../../../adapters/railway-ts.ts';
import type { Plain } from '../../../model/change.ts';
import type { Variable } from '../../../model/facts/build.ts';
import type { FactName } from '../../../model/facts.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Statement } from '../../../model/statement.ts';

/** A setting, where options may hold it, and what the file must say of it afterwards. */
export interface Wanted {
  readonly fact: FactName;
  /** Of `deploy.variables`, the one that is meant. */
  readonly variable?: string;
  readonly paths: readonly string[];
  /** As Railway writes it; undefined where it is to go. */
  readonly value: Plain | undefined;
  /** As the fact has it. */
  readonly result: Plain | undefined;
}

/** What a changed text must bring. */
export interface Effect {
  /** True where the file says so already. */
  readonly isThere: boolean;
  /** True when a text says what is wanted of the service, and of everything else what it said before. */
  isBroughtBy(text: string): Promise<boolean>;
}

/** Compares what a file says with what it would say: a change that reaches another service, or another setting, is no good. */
export async function effectOf(file: SourceFile, service: string, wanted: Wanted): Promise<Effect> {
  const isMeant = (statement: Statement) => statement.service === service && statement.fact.name === wanted.fact;
  const before = await railwayTs.read(file);
  const old = before.statements.find(isMeant);
  const rest = restOf(before.statements, isMeant, wanted);
  return {
    isThere: holds(old, wanted) && (wanted.variable === undefined || valueIn(old, wanted.variable) === wanted.result),
    isBroughtBy: async (text) => {
      const { statements, problems } = await railwayTs.read({ path: file.path, text });
      if (problems.length !== before.problems.length || restOf(statements, isMeant, wanted) !== rest) return false;
      const now = statements.find(isMeant);
      return holds(now, wanted) || (isOneOf(now, wanted) && old?.fact.state === 'unresolved');
    },
  };
}

/** Everything else that a file says, as one text without places. */
function restOf(statements: readonly Statement[], isMeant: (statement: Statement) => boolean, { variable }: Wanted): string {
  const others = statements.flatMap((statement): readonly unknown[] => {
    if (statement.fact.name === 'build.settings') return []; // the same settings as they are written
    if (!isMeant(statement)) return [statement];
    return variable === undefined ? [] : variablesOf(statement).filter((each) => each.variable !== variable);
  });
  return JSON.stringify(others.map((each) => JSON.stringify(each, (key, value: unknown) => (key === 'provenance' ? undefined : value))).sort());
}

function variablesOf({ fact }: Statement): readonly Variable[] {
  return fact.state === 'known' && Array.isArray(fact.value) ? (fact.value as readonly Variable[]) : []; // Only asked of `deploy.variables`.
}

const valueIn = (statement: Statement | undefined, variable: string): string | undefined =>
  statement === undefined ? undefined : variablesOf(statement).find((each) => each.variable === variable)?.value;

function holds(statement: Statement | undefined, { variable, result }: Wanted): boolean {
  if (variable !== undefined) {
    const found = statement === undefined ? undefined : variablesOf(statement).find((each) => each.variable === variable);
    // The value of what may be a secret is not shown; that it stands there is all that can be seen.
    return result === undefined ? found === undefined : found !== undefined && (found.value === undefined || found.value === result);
  }
  if (result === undefined) return statement === undefined;
  return statement?.fact.state === 'known' && statement.fact.value === result;
}

/** A condition may go on choosing between values, of which one is the wanted one. */
function isOneOf(statement: Statement | undefined, { value }: Wanted): boolean {
  return statement?.fact.state === 'unresolved' && value !== undefined && statement.fact.reason.includes(JSON.stringify(value));
}
