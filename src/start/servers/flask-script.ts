import { parsePythonFile } from '../../documents/python.ts';
import type { Fact } from '../../model/fact.ts';
import { undecidable } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import { knownAt } from '../origin.ts';
import { projectPath } from '../project-path.ts';
import type { ServerCall } from './server-call.ts';

/** Packages that give a manage.py of Flask the command `runserver`, or its own command line. */
const FLASK = /^flask(_script|_migrate|\.cli)?(\.|$)/;

/** True for a manage.py that imports Flask's command line and not Django's. */
export async function isFlaskScript({ program, launch, run }: ServerCall): Promise<boolean> {
  const name = program.file?.value ?? program.named.at(-1)?.value;
  const path = name === undefined ? undefined : projectPath(name, launch.state.directory, run.input);
  const file = path === undefined ? undefined : run.input.files.read(path);
  if (file === undefined) return false;
  const parsed = await parsePythonFile(file);
  if (!parsed.ok) return false;
  const modules = parsed.document.body.flatMap((statement) => (statement.kind === 'import-from' ? [statement.module] : statement.kind === 'import' ? statement.names.map((imported) => imported.name) : []));
  return modules.some((module) => FLASK.test(module)) && !modules.some((module) => /^django(\.|$)/.test(module));
}

/** What is certain of it: Flask's own server; its address may be set where the command is added. https://flask-script.readthedocs.io/ */
export function flaskScriptFacts({ place, program }: ServerCall): readonly (readonly [FactName, Fact<unknown>])[] {
  const server = knownAt(place, 'start.server', 'flask');
  const reason = `${program.file?.text ?? 'manage.py'} may give its runserver command an address`;
  return [['start.server', server], ['server.bind', undecidable('server.bind', reason, [server])], ['server.port', undecidable('server.port', reason, [server])]];
}
