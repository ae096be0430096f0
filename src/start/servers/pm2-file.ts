import type { Expression, ObjectExpression, Program } from 'oxc-parser';
import { keyName, memberName, ownProperty, textOf, unwrap } from '../../code/javascript/syntax/tree.ts';
import type { Fact } from '../../model/fact.ts';
import { derive } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import { folderOf, joinPath } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { knownAt, originOfFile, unresolvedAt } from '../origin.ts';
import type { Place } from '../origin.ts';
import { wholeNumber } from '../setting.ts';

/** Files of pm2 that are JavaScript. https://pm2.keymetrics.io/docs/usage/application-declaration/ */
export const isPm2File = (path: string): boolean => /\.config\.[cm]?js$/.test(path);

/**
 * What a file of pm2 says of its only application: the file that it starts and how many processes. Of several applications only that
 * the machine decides how many processes there are, where it does of one of them; nothing where it declares none as an object.
 */
export async function readPm2File(file: SourceFile, has: (path: string) => boolean): Promise<ReadonlyMap<FactName, Fact<unknown>>> {
  const facts = new Map<FactName, Fact<unknown>>();
  const { parseTypeScript } = await import('../../documents/typescript.ts');
  const parsed = await parseTypeScript(file.path, file.text);
  const applications = parsed.ok ? applicationsIn(parsed.document as Program) : [];
  const placeOf = ({ start, end }: Expression): Place => ({ origin: originOfFile(file), range: { start, end } });
  const counts = applications.flatMap((each) => ownProperty(each, 'instances') ?? []);
  const [app, ...more] = applications;
  if (app === undefined || more.length > 0) {
    const open = counts.find(isOfMachine);
    if (open !== undefined) facts.set('server.workers', countOf(open, placeOf(open)));
    return facts;
  }
  const script = ownProperty(app, 'script');
  const name = textOf(script);
  const path = name === undefined ? undefined : joinPath(joinPath(folderOf(file.path), textOf(ownProperty(app, 'cwd')) ?? '.') ?? '', name);
  if (script !== undefined && name !== undefined && path !== undefined && has(path)) {
    const started = knownAt(placeOf(script), 'start.app', name);
    facts.set('start.app', started);
    facts.set('start.appFile', derive('start.appFile', [started], () => path));
  }
  const [instances] = counts;
  if (instances !== undefined) facts.set('server.workers', countOf(instances, placeOf(instances)));
  return facts;
}

function countOf(instances: Expression, place: Place): Fact<number> {
  const written = writtenCount(instances);
  if (written !== undefined && written >= 1) return knownAt(place, 'server.workers', written);
  return unresolvedAt(place, 'server.workers', isOfMachine(instances) ? 'it depends on the CPUs of the machine' : 'only a run would tell');
}

function writtenCount(instances: Expression): number | undefined {
  const node = unwrap(instances);
  return wholeNumber(node.type === 'Literal' ? String(node.value) : textOf(node) ?? '');
}

/** `'max'`, `0`, `-1`: a process for each CPU, or for all but one. */
function isOfMachine(instances: Expression): boolean {
  const count = writtenCount(instances);
  return textOf(instances) === 'max' || unwrap(instances).type === 'UnaryExpression' || (count !== undefined && count < 1);
}

/** The applications of the file, none where one of them is made by other code. */
function applicationsIn({ body }: Program): readonly ObjectExpression[] {
  const exported = body.flatMap((statement): readonly Expression[] => {
    if (statement.type === 'ExportDefaultDeclaration') return [statement.declaration as Expression];
    const expression = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    return expression?.type === 'AssignmentExpression' && memberName(expression.left) === 'exports' ? [expression.right] : [];
  });
  const root = exported.map((each) => unwrap(each)).find((each) => each.type === 'ObjectExpression');
  const applications = root === undefined ? undefined : ownProperty(root, 'apps');
  const list = applications === undefined ? undefined : unwrap(applications);
  const elements = list?.type === 'ArrayExpression' ? list.elements : [];
  const written = elements.flatMap((each) => (each?.type === 'ObjectExpression' && each.properties.every((property) => property.type === 'Property' && keyName(property.key, property.computed) !== undefined) ? [each] : []));
  return written.length === elements.length ? written : [];
}
