import { environmentReader } from '../../../code/python/follow-environment.ts';
import { targetsOf } from '../../../code/python/follow.ts';
import { libraryBaseOf } from '../../../code/python/instances.ts';
import { isFrom } from '../../../code/python/origins.ts';
import type { Program } from '../../../code/python/program.ts';
import type { Place, PythonFile, Spot } from '../../../code/python/python-file.ts';
import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import type { Range } from '../../../text/range.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { fileOf, programOf } from '../program.ts';
import { withParts } from '../../../code/python/walk.ts';
import { environmentTest } from './environment-test.ts';
import { offDefault } from './off-default.ts';

const CALCULATED = 'debug mode is calculated from other settings';

/** Lets the environment turn debug mode on: a literal becomes a test of a variable, and a default that is on becomes off. */
export async function debugFromEnvironment({ at: [at], with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const file = fileOf(program, at);
  const range = placeOf(at)?.range;
  const spot = file && range && spotOf(file, range);
  const variable = values?.['variable'];
  if (spot === undefined || typeof variable !== 'string') return refused(`${at.name} stands in no Python file`);
  return turnedOff(program, spot, variable, 4);
}

/** The value that turns debug mode on: what is assigned, or the argument of a call. */
function spotOf(file: PythonFile, range: Range): Spot | undefined {
  const isHere = (other: Range) => other.start === range.start && other.end === range.end;
  const call = file.calls.find((site) => isHere(site.call.range));
  const argument = call?.call.arguments.find(({ name }) => name === 'debug')?.value;
  if (call !== undefined && argument !== undefined) return { expression: argument, place: call.place };
  const assigned = file.assignments.find((site) => isHere(site.range));
  if (assigned !== undefined) return { expression: assigned.value, place: assigned.place };
  const statement = file.tree.body.flatMap((each) => [each, ...(each.kind === 'if' ? [...each.body, ...each.otherwise] : [])]).find((each) => isHere(each.range));
  return statement?.kind === 'assign' && statement.value !== undefined ? { expression: statement.value, place: { file, chain: [] } } : undefined;
}

async function turnedOff(program: Program, spot: Spot, variable: string, left: number): Promise<Planned> {
  const { expression, place } = spot;
  const { file } = place;
  if (expression.kind === 'boolean') {
    if (isSettingsClass(program, place)) return edited(file.path, [{ range: expression.range, text: 'False' }]);
    const test = await environmentTest(program, spot, variable);
    if (!test.ok) return refused(test.because);
    return edited(file.path, [...test.edits, { range: expression.range, text: test.text }]);
  }
  if (expression.kind === 'name' || expression.kind === 'attribute') {
    const targets = targetsOf(program, spot);
    const [target] = targets;
    return target === undefined || targets.length > 1 || left === 0 ? refused(CALCULATED) : turnedOff(program, target, variable, left - 1);
  }
  const standards = [...withParts(expression)].flatMap((part) => standardOf(program, part, place));
  const [standard] = standards;
  const text = standard === undefined || standards.length > 1 ? undefined : offDefault(expression, standard, file.source.text);
  return standard === undefined || text === undefined ? refused(CALCULATED) : edited(file.path, [{ range: standard.range, text }]);
}

/** Fields of pydantic's settings are read from the environment already. */
function isSettingsClass(program: Program, { file, chain }: Place): boolean {
  const node = chain.at(-1);
  if (node?.kind !== 'class') return false;
  const base = libraryBaseOf(program, node, { file, chain: chain.slice(0, -1) });
  return isFrom(base, 'pydantic', 'BaseSettings') || isFrom(base, 'pydantic_settings', 'BaseSettings');
}

/** The default that a reader of variables has: the second argument of `os.getenv`, `default=` of all others. */
function standardOf(program: Program, expression: PythonExpression, place: Place): readonly PythonExpression[] {
  if (expression.kind !== 'call') return [];
  const isField = expression.callee.kind === 'name' && expression.callee.name === 'Field';
  if (!isField && environmentReader(program, expression.callee, place) === undefined) return [];
  const named = expression.arguments.find(({ name }) => name === 'default')?.value;
  const positional = expression.arguments.filter(({ name, splat }) => name === undefined && splat === '')[isField ? 0 : 1]?.value;
  const standard = named ?? positional;
  return standard === undefined ? [] : [standard];
}
