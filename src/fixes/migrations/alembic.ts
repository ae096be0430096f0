import { createHash } from 'node:crypto';
import type { MigrationStep, Planned } from '../../model/change.ts';
import { folderOf } from '../../model/files.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext } from '../context.ts';
import { created, refused } from '../planned.ts';
import { readHistory, type History } from './alembic-history.ts';
import { readSettings, type AlembicSettings } from './alembic-settings.ts';
import { textsOf, type AddMigration, type MigrationFolder } from './migration.ts';
import { nextNumber } from './numbers.ts';
import { pythonCall, pythonString, runsOf } from './python-text.ts';

const INDENT = '    ';

/** A new revision after the head, in the project's own script.py.mako, as `alembic revision` fills it in. */
export async function planAlembic(change: AddMigration, folder: MigrationFolder, context: FixContext): Promise<Planned> {
  const environment = folderOf(folder.path);
  const template = context.files.read(environment === '' ? 'script.py.mako' : `${environment}/script.py.mako`)?.text;
  const settings = await readSettings(environment, context);
  if (template === undefined || settings.isSpread) return refused(`the revisions of ${environment} stand in more folders than one`);
  const history = await readHistory(textsOf(folder.files, context));
  if ('because' in history) return refused(`${folder.path} cannot be added to: ${history.because}`);
  const revision = newRevision(history, change);
  const name = fileName(settings, { revision, message: change.name, asOf: context.asOf });
  const text = filled(template, valuesOf(change, { revision, history, asOf: context.asOf }));
  if (name === undefined || text === undefined) return refused(`only Alembic itself can fill in the ${name === undefined ? 'names of its files' : 'script.py.mako'} of ${environment}`);
  return created(`${folder.path}/${name}.py`, text.replaceAll('\r\n', '\n').replaceAll('\n', newlineOf(template)));
}

/** Twelve hexadecimal digits as Alembic's own, always the same for the same migration; a number where the project counts. */
function newRevision({ head, revisions }: History, { name, up }: AddMigration): string {
  if (head !== undefined && revisions.every((each) => /^\d+$/.test(each) && each.length === head.length)) return nextNumber(head);
  return createHash('sha256').update(JSON.stringify([head, name, up])).digest('hex').slice(0, 12);
}

function fileName({ fileTemplate, slugLength }: AlembicSettings, { revision, message, asOf }: { readonly revision: string; readonly message: string; readonly asOf: string }): string | undefined {
  const [year = '', month = '', day = ''] = asOf.split('-');
  const words = (message.match(/\w+/g) ?? []).join('_').toLowerCase();
  const slug = words.length > slugLength ? `${words.slice(0, slugLength).replace(/_[^_]*$/, '')}_` : words;
  const values: Readonly<Record<string, string>> = {
    '%(rev)s': revision, '%(slug)s': slug, '%(year)d': year, '%(month).2d': month, '%(day).2d': day, '%(hour).2d': '00', '%(minute).2d': '00', '%(second).2d': '00',
    '%(epoch)s': String(Date.parse(asOf) / 1000),
  };
  const name = fileTemplate.replaceAll(/%\(\w+\)(?:s|d|\.2d)/g, (token) => values[token] ?? token);
  return /[%/]/.test(name) ? undefined : name;
}

type Values = ReadonlyMap<string, string>;

function valuesOf({ name, up, down }: AddMigration, { revision, history: { head }, asOf }: { readonly revision: string; readonly history: History; readonly asOf: string }): Values {
  const represented = head === undefined ? 'None' : `'${head}'`;
  return new Map([
    ['message', name], ['up_revision', revision], ['down_revision | comma,n', head ?? ''], ['create_date', `${asOf} 00:00:00`], ['imports if imports else ""', ''],
    ['repr(up_revision)', `'${revision}'`], ['repr(down_revision)', represented], ['repr(branch_labels)', 'None'], ['repr(depends_on)', 'None'],
    ['upgrades if upgrades else "pass"', operations(up)], ['downgrades if downgrades else "pass"', operations(down)],
  ]);
}

/** The template with its values; undefined where it holds more of Mako than values. */
function filled(template: string, values: Values): string | undefined {
  if (/^\s*%(?!%)/m.test(template) || template.includes('<%')) return undefined;
  const lines = template.split('\n').filter((line) => !/^\s*##/.test(line)).join('\n');
  let isKnown = true;
  const text = lines.replaceAll(/\$\{([^}]*)\}/g, (_, expression: string) => {
    const value = values.get(expression.trim().replaceAll("'", '"'));
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown ? text : undefined;
}

/** What must run outside of a transaction gets a block that commits what came before. */
function operations(steps: readonly MigrationStep[]): string {
  if (steps.length === 0) return 'pass';
  return runsOf(steps).map(({ isAlone, steps: run }) => {
    const indent = isAlone ? INDENT.repeat(2) : INDENT;
    const calls = run.map(({ sql }) => pythonCall('op.execute', pythonString(withoutParameters(sql)), indent)).join(`\n${indent}`);
    return isAlone ? `with op.get_context().autocommit_block():\n${indent}${calls}` : calls;
  }).join(`\n${INDENT}`);
}

/** SQLAlchemy takes `:name` for a parameter unless a backslash stands before it. https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.text */
function withoutParameters(sql: string): string {
  return sql.replaceAll(/(?<![:\w\\]):(\w+)(?!:)/g, '\\:$1');
}
