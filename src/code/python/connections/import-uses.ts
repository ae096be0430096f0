import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Known } from '../../../model/fact.ts';
import { instanceOf } from '../instances.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { madeSession } from './factories.ts';

const OF_METADATA = /^(create_all|drop_all|reflect)$/;
const OF_ENGINE = /^(connect|begin|execute|raw_connection)$/;

/** Where a pool of the program opens a connection while modules are imported, so before a server forks. */
export function importUses(program: Program): readonly Known<string>[] {
  return [...callsOf(program)].filter((site) => isUse(program, site) && scopeOf(program, site).scope === 'module')
    .map(({ call, place }) => shown('use on import', place.file, call.range));
}

function isUse(program: Program, { call, place }: CallSite): boolean {
  const { callee } = call;
  if (callee.kind !== 'attribute') return false;
  if (OF_METADATA.test(callee.name)) return isFlask(program, callee.object, place) || call.arguments.some(({ value }) => isEngine(program, value, place));
  if (OF_ENGINE.test(callee.name) && isEngine(program, callee.object, place)) return true;
  return /^(execute|scalar|scalars|query|commit|get)$/.test(callee.name) && isSyncSession(program, callee.object, place);
}

function isEngine(program: Program, expression: PythonExpression, place: Place): boolean {
  const made = instanceOf(program, expression, place);
  return made?.call !== undefined && (isFrom(made.library, 'sqlalchemy', 'create_engine') || isFrom(made.library, 'sqlmodel', 'create_engine')) && !isSqlite(made.call);
}

/** An engine of a file has nothing that a fork could share wrongly: the pool of a file opens it anew for each process that asks first. */
function isSqlite({ arguments: [first] }: PythonExpression & { readonly kind: 'call' }): boolean {
  return first?.value.kind === 'string' && first.value.value.startsWith('sqlite');
}

function isFlask(program: Program, expression: PythonExpression, place: Place): boolean {
  return isFrom(instanceOf(program, expression, place)?.library, 'flask_sqlalchemy', 'SQLAlchemy');
}

function isSyncSession(program: Program, expression: PythonExpression, place: Place): boolean {
  const made = instanceOf(program, expression, place);
  if (made?.call === undefined) return false;
  const name = externalName(program, made.call.callee, made.place);
  return name === undefined && madeSession(program, { call: made.call, place: made.place }) === 'sync';
}
