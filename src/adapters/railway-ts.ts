import type { Expression, ImportDeclaration, Program, Statement } from '@oxc-project/types';
import { parseTypeScript } from '../documents/typescript.ts';
import { declared } from '../model/fact.ts';
import { baseName } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Reading } from '../model/statement.ts';
import type { Adapter } from './adapter.ts';
import { evaluate, rangeOf } from './railway-ts-expressions.ts';
import { execute, newRun } from './railway-ts-run.ts';
import { stateService } from './railway-ts-service.ts';
import { alternativesOf, choiceOf, unknownValue } from './railway-ts-values.ts';
import type { Bindings, IacResource, IacValue, Run } from './railway-ts-values.ts';
import { brokenReading, collectorFor } from './statements.ts';
import type { Collector } from './statements.ts';

/** Databases of the SDK by the function that makes them. */
const DATABASES: Readonly<Record<string, string>> = {
  postgres: 'postgresql', postgresql: 'postgresql', mysql: 'mysql', mongo: 'mongodb', mongodb: 'mongodb', redis: 'redis',
};

/** `.railway/railway.ts`: the project as code. It is read and never executed. */
export const railwayTs: Adapter = {
  name: 'railway-ts',
  matches: (path) => /(?:^|\/)\.railway\/railway\.(?:[cm]?[tj]s|py|go)$/.test(path),
  read: readRailwayTs,
};

async function readRailwayTs(file: SourceFile): Promise<Reading> {
  const collector = collectorFor('railway-ts', file);
  if (/\.(?:py|go)$/.test(file.path)) {
    collector.problem('unread-format', `${baseName(file.path)} is not read, only railway.ts is`, { start: 0, end: 0 });
    return collector;
  }
  const parsed = await parseTypeScript(file.path, file.text);
  if (!parsed.ok) return brokenReading(file, parsed.problem);
  const run = newRun();
  if (!follow(run, parsed.document)) {
    collector.problem('unread-format', 'the file exports no defineRailway(...) by default, so nothing of it is read', { start: 0, end: 0 });
    return collector;
  }
  stateServices(run.resources, collector);
  stateDatabases(run.resources, collector);
  return { statements: collector.statements, problems: collector.problems };
}

/** Follows the file to what it defines; false when it defines nothing. */
function follow(run: Run, program: Program): boolean {
  const bindings: Bindings = { values: new Map(), outer: undefined };
  const statements: Statement[] = [];
  let main: Expression | undefined;
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') bindImports(statement, bindings);
    else if (statement.type === 'ExportDefaultDeclaration') main = statement.declaration as Expression; // Anything else comes to no resource.
    else statements.push(statement as Statement); // Directives are expression statements.
  }
  execute(run, statements, bindings);
  if (main === undefined) return false;
  const defined = evaluate(run, main, bindings);
  if (defined.kind !== 'resource' || defined.type !== 'defineRailway') return false;
  const [callback] = defined.parameters;
  if (callback?.kind === 'function') run.call(callback, callback.syntax.params.map((parameter) => runtimeValue(rangeOf(parameter))), defined.range);
  return true;
}

function runtimeValue(range: IacValue['range']): IacValue {
  return unknownValue('it is known only when Railway evaluates the file', range);
}

/** Names of the SDK are followed, all other imports are not. */
function bindImports(statement: ImportDeclaration, bindings: Bindings): void {
  const from = statement.source.value;
  const isSdk = from === 'railway/iac' || from === 'railway';
  for (const specifier of statement.specifiers) {
    const range = rangeOf(specifier);
    const { name } = specifier.local;
    if (!isSdk) bindings.values.set(name, unknownValue(`\`${name}\` comes from ${from}, which is not followed`, range));
    else bindings.values.set(name, { kind: 'sdk', name: exportedName(specifier), range });
  }
}

function exportedName(specifier: ImportDeclaration['specifiers'][number]): string {
  if (specifier.type !== 'ImportSpecifier') return '*';
  return specifier.imported.type === 'Literal' ? specifier.imported.value : specifier.imported.name;
}

/** Calls with the same name make one service: they stand in branches of which one is taken. */
function stateServices(resources: readonly IacResource[], collector: Collector): void {
  const configs = new Map<string, IacValue[]>();
  for (const { type, parameters, range } of resources) {
    if (type !== 'service' && type !== 'fn') continue;
    const [name, config = { kind: 'nothing', range }] = parameters;
    const names = name === undefined ? [] : alternativesOf(name).flatMap((each) => (each.kind === 'literal' ? [String(each.value)] : []));
    if (names.length === 0) collector.problem('unread-format', 'the name of this service is known only when Railway evaluates the file', range);
    for (const each of names) configs.set(each, [...(configs.get(each) ?? []), config]);
  }
  for (const [name, values] of configs) {
    const [first] = values;
    if (first !== undefined) stateService({ name, config: values.length === 1 ? first : choiceOf(values, first.range) }, collector);
  }
}

function stateDatabases(resources: readonly IacResource[], collector: Collector): void {
  const servers = resources.flatMap(({ type, parameters, range }) => {
    const [name, kind] = parameters;
    const database = DATABASES[type === 'database' && kind?.kind === 'literal' ? String(kind.value) : type];
    const label = name?.kind === 'literal' ? ` ${name.value}` : '';
    return database === undefined ? [] : [declared('database.servers', `${database}${label}`, collector.file, range)];
  });
  const [first] = servers;
  if (first?.provenance.kind === 'declared') collector.known('database.servers', servers, first.provenance.range);
}
