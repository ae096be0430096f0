import { readPythonCode } from '../../../src/code/python/read-python-code.ts';
import type { CodeReading } from '../../../src/code/code-input.ts';
import { assumed, declared, type Fact } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import { filesOf } from '../../support/files.ts';

/** What is known besides the files. */
interface Known {
  readonly root?: string;
  readonly app?: string;
  readonly appFile?: string;
  readonly server?: string;
  readonly packages?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Reads a small project. */
export async function read(texts: Readonly<Record<string, string>>, known: Known = {}): Promise<CodeReading> {
  const files = filesOf(texts);
  const facts: FactSet = {
    ...(known.app === undefined ? {} : { 'start.app': assumed('start.app', known.app, 'test') }),
    ...(known.appFile === undefined ? {} : { 'start.appFile': assumed('start.appFile', known.appFile, 'test') }),
    ...(known.server === undefined ? {} : { 'start.server': assumed('start.server', known.server, 'test') }),
    ...(known.packages === undefined ? {} : {
      'runtime.dependencies': assumed('runtime.dependencies', known.packages.map((name) => ({
        name, at: assumed('dependency', name, 'test'), specifier: '', extras: [], version: undefined, kind: 'production' as const, language: 'python' as const,
      })), 'test'),
    }),
  };
  const environment = new Map(Object.entries(known.environment ?? {}).map(([name, value]) =>
    [name, declared(name, value, { path: '.env', text: `${name}=${value}` }, { start: 0, end: 1 })]));
  return readPythonCode({ files, root: known.root ?? '', paths: files.paths, facts, environment });
}

/** A fact in a form that fits a table: `5`, `5 (DB_POOL)` for a default beside a variable, `? reason`. */
export function show(fact: Fact<unknown> | undefined): string {
  if (fact === undefined) return 'nothing';
  if (fact.state === 'absent') return 'absent';
  if (fact.state === 'unresolved') return `? ${fact.reason}`;
  const { provenance } = fact;
  const [basis] = provenance.kind === 'derived' ? provenance.from : [];
  const note = provenance.kind === 'default' ? ' by default' : basis?.name.endsWith('(default)') === true ? ` (${basis.name.slice(0, -10)})` : '';
  return `${String(fact.value)}${note}`;
}

/** The items of a list fact. */
export function itemsOf<T>(fact: Fact<readonly T[]> | undefined): readonly T[] {
  return fact?.state === 'known' ? fact.value : [];
}
