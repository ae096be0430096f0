import { dottedName, type PythonExpression, type PythonStatement } from '../../../documents/python-tree.ts';
import type { ReadModifyWrite } from '../../../model/facts/queries.ts';
import type { Program } from '../program.ts';
import type { AssignmentSite, Place, PythonFile } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { withParts } from '../walk.ts';
import { boundValue } from './bound.ts';
import { chainOf, type Chain } from './chains.ts';
import { handleOf, type Handle } from './handles.ts';
import { operationOf } from './operations.ts';

/** Columns that hold money, goods or rights: a lost change of one costs somebody something. */
const SHARED = /balance|amount|stock|inventory|credit|points|wallet|funds|remaining|available|reserved|seats/i;
/** A row, or the process, that only one at a time may work on. */
const LOCKED = /for_update|FOR UPDATE|advisory|\block\b|lock\(|Lock\(|version_id_col|SERIALIZABLE|REPEATABLE READ/;

/** Values of rows that are read, changed in Python and written back, where nothing locks the row. */
export function readModifyWrites(program: Program): readonly ReadModifyWrite[] {
  if ([...program.files.values()].some(({ source }) => /version_id_col|isolation_level\s*=\s*["'](SERIALIZABLE|REPEATABLE READ)/.test(source.text))) return [];
  return [...program.files.values()].flatMap((file) => file.assignments.flatMap((site) => changeOf(program, file, site)));
}

function changeOf(program: Program, file: PythonFile, site: AssignmentSite): readonly ReadModifyWrite[] {
  const { target, place, range, guards } = site;
  const node = place.chain.findLast((each) => each.kind === 'function');
  if (target.kind !== 'attribute' || target.object.kind !== 'name' || node?.kind !== 'function' || !isOwnChange(site)) return [];
  const text = file.source.text.slice(node.range.start, node.range.end);
  const row = rowOf(program, target.object.name, place, range.start);
  if (row === undefined || LOCKED.test(text) || !writesAfter(file, node.range.end, place, range.start)) return [];
  const { scope, within, served } = scopeOf(program, { place, guards, deferred: false });
  if (!served) return [];
  const own = dottedName(target) ?? '';
  const checked = guards.some(({ test }) => mentions(test, own)) || mentionsInTests(node.body, own);
  return [{ at: shown('change', file, range), read: shown('query', file, row.expression.range), library: row.handle.library, field: target.name, scope, within, checked, shared: SHARED.test(target.name) }];
}

/** `row.x += n`, `row.x = row.x - n`; an expression of the database (`F`, `func`, the model's own column) is none. */
function isOwnChange({ target, value, operator }: AssignmentSite): boolean {
  const own = dottedName(target);
  if ([...withParts(value)].some((part) => part.kind === 'call' && /^(F|Greatest|Least|coalesce|Coalesce)$/.test(dottedName(part.callee)?.split('.').at(-1) ?? ''))) return false;
  if (operator === '+=' || operator === '-=') return value.kind !== 'string' && value.kind !== 'list' && value.kind !== 'fstring' && value.kind !== 'tuple';
  if (operator !== '=' || value.kind !== 'binary' || !['+', '-'].includes(value.operator) || value.right.kind === 'string') return false;
  return isSame(value.left, own) || (value.operator === '+' && isSame(value.right, own));
}

const isSame = (expression: PythonExpression, own: string | undefined): boolean => {
  const plain = expression.kind === 'binary' && expression.operator === 'or' ? expression.left : expression;
  return own !== undefined && dottedName(plain) === own;
};

interface Row {
  readonly expression: PythonExpression;
  readonly handle: Handle;
}

const ONE = /^a?(first|get|one|one_or_none|scalar|scalar_one|scalar_one_or_none|scalars|get_or_404|get_one|first_or_404|get_object_or_404)$/;

/** The query that gave a row its name; through the result of an `execute` where that has a name of its own. */
function rowOf(program: Program, name: string, place: Place, before: number, left = 3): Row | undefined {
  const bound = left === 0 ? undefined : boundValue(name, place, before);
  const expression = bound?.kind === 'await' ? bound.value : bound;
  const chain = expression === undefined ? undefined : chainOf(expression);
  if (expression === undefined || chain === undefined) return undefined;
  if (chain.receiver === undefined) return chain.steps[0].name === 'get_object_or_404' ? { expression, handle: { library: 'django', kind: 'table' } } : undefined;
  const handle = handleOf(program, chain.receiver, place);
  if (handle === undefined) return chain.receiver.kind === 'name' && chain.steps[0].name.startsWith('scalar') ? rowOf(program, chain.receiver.name, place, expression.range.start, left - 1) : undefined;
  return handle.kind !== 'connection' && isOneRow(chain) && operationOf(program, handle, chain, place) === 'read' ? { expression, handle } : undefined;
}

const isOneRow = ({ steps }: Chain): boolean => ONE.test(steps.at(-1)?.name ?? '') || steps.length === 1;

/** Something sends the change: a commit, a flush, a save, or the end of a transaction's block. */
function writesAfter(file: PythonFile, end: number, place: Place, start: number): boolean {
  const node = place.chain.at(-1);
  const after = file.calls.some(({ call, place: at }) => at.chain.at(-1) === node && call.range.start > start && call.range.end <= end
    && call.callee.kind === 'attribute' && /^(commit|flush|a?save|bulk_update|a?bulk_update)$/.test(call.callee.name));
  return after || /\bbegin\(|atomic/.test(node === undefined ? '' : file.source.text.slice(node.range.start, start));
}

function mentions(expression: PythonExpression, own: string): boolean {
  return [...withParts(expression)].some((part) => part.kind === 'attribute' && dottedName(part) === own);
}

function mentionsInTests(body: readonly PythonStatement[], own: string): boolean {
  return body.some((statement): boolean => {
    switch (statement.kind) {
      case 'if': return mentions(statement.test, own) || mentionsInTests(statement.body, own) || mentionsInTests(statement.otherwise, own);
      case 'loop': case 'with': return mentionsInTests(statement.body, own);
      case 'try': return [statement.body, ...statement.handlers, statement.otherwise].some((block) => mentionsInTests(block, own));
      default: return false;
    }
  });
}
