import { parsePythonFile } from '../../../documents/python.ts';
import type { PythonExpression, PythonModule, PythonStatement } from '../../../documents/python-tree.ts';
import { valueOf } from '../../../model/fact.ts';
import type { FactName } from '../../../model/facts.ts';
import { joinPath } from '../../../model/files.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { GUNICORN_OPTIONS, GUNICORN_SETTINGS } from '../../../start/servers/gunicorn-options.ts';
import type { FixContext } from '../../context.ts';
import { lineOf, usesOf } from '../options/option-change.ts';
import { serverOptionsOf } from '../options/server-options.ts';
import type { CommandSite } from '../places/site.ts';

/** An assignment of a module's own level: `workers = 3`. */
export interface Assignment {
  readonly name: string;
  readonly statement: PythonStatement;
  readonly value: PythonExpression;
}

/** gunicorn's configuration file and the settings that it holds. */
export interface GunicornFile {
  readonly file: SourceFile;
  readonly module: PythonModule;
  readonly settings: readonly Assignment[];
}

/** The file that gunicorn reads when nobody names one. https://gunicorn.org/configure/ */
const USUAL_FILE = 'gunicorn.conf.py';
const NAMES = new Set(['wsgi_app', ...GUNICORN_OPTIONS.map(([name]) => name)]);

/** The configuration file that a command of gunicorn uses; undefined where it uses none that can be read. */
export async function gunicornFile(site: CommandSite, { files, service }: FixContext): Promise<GunicornFile | undefined> {
  const server = serverOptionsOf(site);
  if (server?.server !== 'gunicorn') return undefined;
  const named = usesOf(lineOf(server), 'config').at(-1)?.value?.text ?? USUAL_FILE;
  const path = joinPath(valueOf(service.facts['start.directory']) ?? service.root, named.replace(/^file:/, ''));
  const file = path === undefined || !path.endsWith('.py') ? undefined : files.read(path);
  const parsed = file === undefined ? undefined : await parsePythonFile(file);
  if (file === undefined || parsed?.ok !== true || parsed.document.errors.length > 0) return undefined;
  return { file, module: parsed.document, settings: parsed.document.body.flatMap(assignmentIn) };
}

function assignmentIn(statement: PythonStatement): readonly Assignment[] {
  if (statement.kind !== 'assign' || statement.value === undefined || !/^=?$/.test(statement.operator)) return [];
  const [target, more] = statement.targets;
  if (target?.kind !== 'name' || more !== undefined || !NAMES.has(target.name)) return [];
  return [{ name: target.name, statement, value: statement.value }];
}

/** The name of a fact's setting in the file. */
export function gunicornSetting(fact: FactName): string | undefined {
  return fact === 'server.host' || fact === 'server.port' ? 'bind' : GUNICORN_SETTINGS.find((row) => row.fact === fact)?.setting;
}
