import { parsePythonFile } from '../../documents/python.ts';
import type { PythonStatement } from '../../documents/python-tree.ts';
import type { Fact, Known } from '../../model/fact.ts';
import { derive } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import type { MissingApplication } from '../../model/facts/start.ts';
import { namesSetIn } from '../python-values.ts';
import type { ServerCall } from './server-call.ts';

/** Servers that are given `module:name`, and the name that they look for where none is given. */
const NAMES: Readonly<Record<string, string | undefined>> = {
  gunicorn: 'application', uvicorn: undefined, hypercorn: undefined, daphne: undefined, granian: 'app', waitress: undefined,
};

/** `app.main:app`, `app.main:create_app()`, `project.wsgi`. */
const ARGUMENT = /^([A-Za-z_]\w*(?:\.\w+)*)(?::([A-Za-z_]\w*)[\w.]*(?:\(.*\))?)?$/s;

/** Words after which modules are looked for in places that this does not follow. */
const OTHER_PLACES = /^--(?:chdir|app-dir|pythonpath|config|paste|paster)\b|^-c$|^-C$/;

/** The application argument that leads to no file of the project, or to a file that sets no such name; undefined where it leads somewhere or cannot be judged. */
export async function missingApplication(call: ServerCall, facts: ReadonlyMap<FactName, Fact<unknown>>): Promise<Fact<MissingApplication> | undefined> {
  const app = facts.get('start.app') as Fact<string> | undefined;
  const server = call.row?.server ?? call.row?.program ?? '';
  if (app?.state !== 'known' || !Object.hasOwn(NAMES, server)) return undefined;
  const [, module = '', name = NAMES[server]] = ARGUMENT.exec(app.value) ?? [];
  if (module === '') return undefined;
  const file = facts.get('start.appFile') as Fact<string> | undefined;
  if (file === undefined) return missingModule(call, app, module);
  if (file.state !== 'known' || name === undefined || await setsName(file.value, name, call)) return undefined;
  return derive('start.missingApplication', [app], () => ({ at: app, lacks: 'name', name, place: file.value, hasPackage: true, elsewhere: [] }));
}

function missingModule(call: ServerCall, app: Known<string>, module: string): Fact<MissingApplication> | undefined {
  const { launch, program, run } = call;
  const { directory, variables } = launch.state;
  const looksElsewhere = variables.has('PYTHONPATH') || variables.has('GUNICORN_CMD_ARGS') || program.args.some(({ text, value }) => value === undefined && !text.includes('PORT'));
  if (directory === undefined || looksElsewhere || program.args.some(({ text }) => OTHER_PLACES.test(text))) return undefined;
  const { files } = run.input;
  const [first = ''] = module.split('.');
  const base = directory === '' ? '' : `${directory}/`;
  const hasPackage = module.includes('.') && (files.hasFolder(`${base}${first}`) || files.hasFolder(`${base}src/${first}`));
  const inside = module.replaceAll('.', '/');
  const elsewhere = files.paths.filter((path) => path.endsWith(`/${inside}.py`) || path.endsWith(`/${inside}/__init__.py`));
  return derive('start.missingApplication', [app], () => ({ at: app, lacks: 'module', name: module, place: directory, hasPackage, elsewhere }));
}

/** True where the file binds the name at its top, or may do so in a way that reading does not follow. */
async function setsName(path: string, name: string, { run }: ServerCall): Promise<boolean> {
  const file = run.input.files.read(path);
  if (file === undefined || /\bglobals\(\)|\bexec\(|\bsetattr\(|\b__getattr__\b|\bglobal\s/.test(file.text)) return true;
  const parsed = await parsePythonFile(file);
  if (!parsed.ok || parsed.document.errors.length > 0) return true;
  return namesSetIn(parsed.document.body).includes(name) || bindsName(parsed.document.body, name);
}

/** Definitions and imports at the top, and below conditions; a star import may bring any name. */
function bindsName(statements: readonly PythonStatement[], name: string): boolean {
  return statements.some((statement) => {
    switch (statement.kind) {
      case 'function': case 'class': return statement.name === name;
      case 'import': return statement.names.some((each) => (each.alias ?? each.name.split('.')[0]) === name);
      case 'import-from': return statement.star || statement.names.some((each) => (each.alias ?? each.name) === name);
      case 'if': return bindsName([...statement.body, ...statement.otherwise], name);
      case 'loop': return bindsName(statement.body, name);
      case 'with': return bindsName(statement.body, name) || statement.items.some((item) => item.name === name);
      case 'try': return bindsName([statement.body, ...statement.handlers, statement.otherwise, statement.finally].flat(), name);
      case 'assign': return statement.targets.some((target) => target.kind !== 'name' && target.kind !== 'attribute' && target.kind !== 'subscript');
      case 'match': return bindsName(statement.cases.flat(), name);
      default: return false;
    }
  });
}
