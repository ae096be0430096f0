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
 * What a file of pm2 says of its only application: the file that it starts and how many processes. Nothing where it declares several
 * applications, or none as an object.
 */
export async function readPm2File(file: SourceFile, has: (path: string) => boolean): Promise<ReadonlyMap<FactName, Fact<unknown>>> {
  const facts = new Map<FactName, Fact<unknown>>();
  const { parseTypeScript } = await import('../../documents/typescript.ts');
  const parsed = await parseTypeScript(file.path, file.text);
  const app = parsed.ok ? onlyApplication(parsed.document as Program) : undefined;
  if (app === undefined) return facts;
  const placeOf = ({ start, end }: Expression): Place => ({ origin: originOfFile(file), range: { start, end } });
  const script = ownProperty(app, 'script');
  const name = textOf(script);
  const path = name === undefined ? undefined : joinPath(joinPath(folderOf(file.path), textOf(ownProperty(app, 'cwd')) ?? '.') ?? '', name);
  if (script !== undefined && name !== undefined && path !== undefined && has(path)) {
    const started = knownAt(placeOf(script), 'start.app', name);
    facts.set('start.app', started);
    facts.set('start.appFile', derive('start.appFile', [started], () => path));
  }
  const instances = ownProperty(app, 'instances');
  if (instances !== undefined) facts.set('server.workers', countOf(instances, placeOf(instances)));
  return facts;
}

function countOf(instances: Expression, place: Place): Fact<number> {
  const node = unwrap(instances);
  const written = node.type === 'Literal' ? wholeNumber(String(node.value)) : undefined;
  if (written !== undefined && written >= 1) return knownAt(place, 'server.workers', written);
  const isMachine = node.type === 'Literal' || node.type === 'UnaryExpression';
  return unresolvedAt(place, 'server.workers', isMachine ? 'it depends on the CPUs of the machine' : 'only a run would tell');
}

function onlyApplication({ body }: Program): ObjectExpression | undefined {
  const exported = body.flatMap((statement): readonly Expression[] => {
    if (statement.type === 'ExportDefaultDeclaration') return [statement.declaration as Expression];
    const expression = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    return expression?.type === 'AssignmentExpression' && memberName(expression.left) === 'exports' ? [expression.right] : [];
  });
  const root = exported.map((each) => unwrap(each)).find((each) => each.type === 'ObjectExpression');
  const applications = root === undefined ? undefined : ownProperty(root, 'apps');
  const list = applications === undefined ? undefined : unwrap(applications);
  const [only, ...more] = list?.type === 'ArrayExpression' ? list.elements : [];
  if (only?.type !== 'ObjectExpression' || more.length > 0) return undefined;
  return only.properties.every((each) => each.type === 'Property' && keyName(each.key, each.computed) !== undefined) ? only : undefined;
}
