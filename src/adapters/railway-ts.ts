import type { Expression, ImportDeclaration, Program, Statement } from '@oxc-project/types';
import type { Comment } from 'oxc-parser';
import { loadScriptReader } from '../documents/typescript.ts';
import { baseName } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Reading } from '../model/statement.ts';
import type { Range } from '../text/range.ts';
import type { Adapter } from './adapter.ts';
import { databaseKindOf, databaseServer } from './database-images.ts';
import { stateServers } from './node-statements.ts';
import { evaluate, rangeOf } from './railway-ts-expressions.ts';
import { execute, newRun } from './railway-ts-run.ts';
import { stateService } from './railway-ts-service.ts';
import { remarksIn } from './railway-ts-settings.ts';
import { alternativesOf, choiceOf, propertyOf, unknownValue } from './railway-ts-values.ts';
import type { Bindings, IacFunction, IacResource, IacValue, Run } from './railway-ts-values.ts';
import { brokenReading, collectorFor } from './statements.ts';
import type { Collector } from './statements.ts';

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
  const read = await loadScriptReader();
  const parsed = read(file.path, file.text);
  if (!parsed.ok) return brokenReading(file, parsed.problem);
  const run = newRun();
  if (!follow(run, parsed.document.program)) {
    collector.problem('unread-format', 'the file exports no defineRailway(...) by default, so nothing of it is read', { start: 0, end: 0 });
    return collector;
  }
  stateServices(run.resources, collector, parsed.document.comments);
  stateDatabases(run.resources, collector);
  return { statements: collector.statements, problems: collector.problems };
}

/** What a file defines when it is followed. */
export interface IacProgram {
  readonly resources: readonly IacResource[];
  /** The function that `defineRailway` is given; undefined where it is none. */
  readonly callback: IacFunction | undefined;
}

/** Follows a file in a given context, such as that of one environment; undefined where it defines nothing. */
export function runRailwayTs(program: Program, context: IacValue): IacProgram | undefined {
  const run = newRun();
  let callback: IacFunction | undefined;
  const defines = follow(run, program, (found) => {
    callback = found;
    return [context];
  });
  return defines ? { resources: run.resources, callback } : undefined;
}

/** Follows the file to what it defines; false when it defines nothing. */
function follow(run: Run, program: Program, contextOf: (callback: IacFunction) => readonly IacValue[] = unknownContext): boolean {
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
  if (callback?.kind === 'function') run.call(callback, contextOf(callback), defined.range);
  return true;
}

/** Nothing is known of what Railway passes in. */
function unknownContext({ syntax }: IacFunction): readonly IacValue[] {
  return syntax.params.map((parameter) => runtimeValue(rangeOf(parameter)));
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

/** A call of `service()` or `fn()` as the file makes it. */
export interface IacServiceCall {
  /** The names that it may have. */
  readonly names: readonly string[];
  readonly config: IacValue;
  readonly range: Range;
}

/** The calls that make the services of a file; none where it defines no project. */
export function serviceCallsOf(program: Program): readonly IacServiceCall[] {
  const run = newRun();
  return follow(run, program) ? run.resources.filter(isService).map(serviceCallOf) : [];
}

const isService = ({ type }: IacResource): boolean => type === 'service' || type === 'fn';

function serviceCallOf(resource: IacResource): IacServiceCall {
  const [, config = { kind: 'nothing', range: resource.range }] = resource.parameters;
  return { names: namesOf(resource), config, range: resource.range };
}

/** Calls with the same name make one service: they stand in branches of which one is taken. */
function stateServices(resources: readonly IacResource[], collector: Collector, comments: readonly Comment[]): void {
  const configs = new Map<string, IacValue[]>();
  for (const resource of resources.filter(isService)) {
    const { names, config } = serviceCallOf(resource);
    const remarks = remarksIn(resource.range, comments, collector.file);
    for (const service of names) if (remarks.length > 0) collector.known('build.migrationRemarks', remarks, resource.range, { service });
    if (names.length === 0) collector.problem('unread-format', 'the name of this service is known only when Railway evaluates the file', resource.range);
    for (const name of names) configs.set(name, [...(configs.get(name) ?? []), config]);
  }
  for (const [name, values] of configs) {
    const [first] = values;
    if (first !== undefined) stateService({ name, config: choiceOf(values, first.range) }, collector);
  }
}

/** The names that a resource may have. */
export function namesOf({ parameters }: IacResource): string[] {
  const [name] = parameters;
  return name === undefined ? [] : alternativesOf(name).flatMap((each) => (each.kind === 'literal' ? [String(each.value)] : []));
}

/** Databases that the SDK makes, and services that run a database's image. */
function stateDatabases(resources: readonly IacResource[], collector: Collector): void {
  stateServers(collector, resources.flatMap((resource) => {
    const kind = databaseKind(resource);
    return kind === undefined ? [] : [databaseServer(kind, namesOf(resource)[0] ?? '', collector.file, resource.range)];
  }));
}

/** `postgres("main")`, `database("main", "postgres")`, `service("main", { source: image("postgres:17") })`. */
function databaseKind({ type, parameters }: IacResource): string | undefined {
  const [, second] = parameters;
  if (type === 'database') return second?.kind === 'literal' ? databaseKindOf(String(second.value)) : undefined;
  if (type !== 'service' || second?.kind !== 'object') return databaseKindOf(type);
  const source = propertyOf(second, 'source');
  const [image] = source.kind === 'resource' && source.type === 'image' ? source.parameters : [];
  return image?.kind === 'literal' ? databaseKindOf(String(image.value)) : undefined;
}
