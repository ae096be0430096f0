import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import { declared, unresolved, type Known } from '../../../model/fact.ts';
import type { EngineAddress } from '../../../model/facts/connections.ts';
import { writtenScheme } from '../address-options.ts';
import { follow, mayRun, targetsOf } from '../follow.ts';
import { variableOfSubscript } from '../follow-environment.ts';
import { instanceOf } from '../instances.ts';
import { externalName, isFrom } from '../origins.ts';
import { flaskAddress } from '../pools/flask-sqlalchemy.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, PythonFile, Spot } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';

const SYNC = ['create_engine'];
const ASYNC = ['create_async_engine'];
const READS = ['os.getenv', 'os.environ.get'];

/** Addresses of SQLAlchemy's engines, Flask-SQLAlchemy's among them. */
export function engineAddresses(program: Program): readonly EngineAddress[] {
  const flask = flaskAddress(program);
  const configured = flask === undefined ? [] : [addressAt(program, flask.site, flask.spot, 'flask-sqlalchemy')];
  return [...configured, ...[...callsOf(program)].flatMap((site): readonly EngineAddress[] => {
    const name = externalName(program, site.call.callee, site.place);
    const library = isEngine(name, ASYNC) ? 'sqlalchemy-async' : isEngine(name, SYNC) ? 'sqlalchemy' : undefined;
    const url = library && argumentOf(site.call, 0, 'url');
    if (library === undefined || url === undefined || !mayRun(program, site.guards, site.place)) return [];
    return [addressAt(program, site, { expression: url, place: site.place }, library)];
  })];
}

function isEngine(name: string | undefined, makers: readonly string[]): boolean {
  return isFrom(name, 'sqlalchemy', ...makers) || isFrom(name, 'sqlmodel', ...makers);
}

function addressAt(program: Program, site: CallSite, spot: Spot, library: string): EngineAddress {
  const { file } = spot.place;
  return {
    at: shown('engine', site.place.file, site.call.range),
    library,
    scheme: writtenScheme(program, spot) ?? createdScheme(program, spot)
      ?? unresolved('scheme', 'only a run tells the address', file.source, spot.expression.range),
    variable: wholeVariable(program, spot),
    argument: shown('address', file, spot.expression.range),
    served: scopeOf(program, site).served,
    migration: isMigration(site.place.file),
  };
}

/** `URL.create("postgresql+asyncpg", ...)`. */
function createdScheme(program: Program, spot: Spot): Known<string> | undefined {
  const [target] = targetsOf(program, spot);
  if (target?.expression.kind !== 'call' || !isFrom(externalName(program, target.expression.callee, target.place), 'sqlalchemy', 'URL.create')) return undefined;
  const name = argumentOf(target.expression, 0, 'drivername');
  const followed = name && follow(program, { expression: name, place: target.place });
  if (followed?.state !== 'literal' || typeof followed.value !== 'string' || followed.variables.length > 0) return undefined;
  return declared('scheme', followed.value, followed.file, followed.range);
}

/** The variable that is read as the whole address, where the engine gets it as it is. */
function wholeVariable(program: Program, spot: Spot): string | undefined {
  const [target, ...others] = targetsOf(program, spot);
  if (target === undefined || others.length > 0 || !isRead(program, target)) return undefined;
  const [variable, second] = follow(program, target).variables;
  if (variable === undefined || second !== undefined || changesScheme(target.place.file) || changesScheme(spot.place.file)) return undefined;
  return variable;
}

function isRead(program: Program, { expression, place }: Spot): boolean {
  if (expression.kind === 'subscript') return variableOfSubscript(program, expression, place) !== undefined;
  return expression.kind === 'call' && READS.includes(externalName(program, expression.callee, place) ?? '');
}

/** True for code that asks whether an address begins with `postgres://`, or writes another beginning. */
function changesScheme(file: PythonFile): boolean {
  return file.calls.some(({ call: { callee, arguments: given } }) =>
    callee.kind === 'attribute' && /^(replace|startswith|removeprefix|sub|split|partition)$/.test(callee.name) && given.some(({ value }) => isScheme(value)));
}

function isScheme(value: PythonExpression): boolean {
  return value.kind === 'string' && /^\^?postgres(ql)?(:|$)/.test(value.value);
}

/** Calls that make an engine in the program, which the env.py of Alembic imports. */
export function migrationEngines(program: Program): readonly Known<string>[] {
  const found = new Map<PythonCall, Known<string>>();
  for (const file of program.files.values()) {
    for (const { call, place } of isMigration(file) ? file.calls : []) {
      for (const part of [call.callee.kind === 'attribute' ? call.callee.object : call.callee, ...call.arguments.map(({ value }) => value)]) {
        const made = instanceOf(program, part, place);
        if (made?.call === undefined || made.place.file === file || !isEngine(made.library, [...SYNC, ...ASYNC])) continue;
        found.set(made.call, shown('engine', made.place.file, made.call.range));
      }
    }
  }
  return [...found.values()];
}

function isMigration(file: PythonFile): boolean {
  return file.bindings.names.get('context')?.some((each) => each.kind === 'from' && each.module === 'alembic') === true;
}
