import type { Fact } from '../../model/fact.ts';
import { derive, undecidable } from '../../model/fact.ts';
import type { FactName } from '../../model/facts.ts';
import { baseName } from '../../model/files.ts';
import { exportedVariable } from '../path.ts';
import type { ShellState } from '../path.ts';
import { projectPath } from '../project-path.ts';
import { modulePath } from '../python-module.ts';
import type { ServerCall } from './server-call.ts';

/** Where a server looks for the module of its application. */
export interface AppLookup {
  readonly call: ServerCall;
  /** Folders that the server adds, from where it starts: `--chdir`, `--app-dir`. */
  readonly folders: readonly string[];
  readonly state: ShellState;
  /** Folder of the started file, which Python puts first. */
  readonly own?: string;
}

/** start.app, and the file of `module:attribute` where the project has it. */
export function appFacts(app: Fact<string>, attribute: string, lookup: AppLookup): readonly (readonly [FactName, Fact<unknown>])[] {
  if (app.state !== 'known') return [['start.app', app]];
  const module = (app.value.split(':', 1)[0] ?? '').replace(/\(.*/s, '').replaceAll('/', '.').replace(/\.py$/, '');
  const path = modulePath(module, foldersOf(lookup), lookup.call.run);
  if (path === undefined) {
    if (lookup.state.directory === undefined) return [['start.app', app], ['start.appFile', undecidable('start.appFile', 'only a run would tell the folder that the server starts in', [app])]];
    return [['start.app', app]];
  }
  const file = derive('start.appFile', [app], () => path);
  const facts: (readonly [FactName, Fact<unknown>])[] = [['start.app', app], ['start.appFile', file]];
  const name = baseName(path);
  const object = app.value.split(':')[1] ?? attribute;
  if (object === 'application' && (name === 'asgi.py' || name === 'wsgi.py')) facts.push(['start.interface', derive('start.interface', [file], () => (name === 'asgi.py' ? 'asgi' : 'wsgi'))]);
  return facts;
}

/** The server's own folders, then PYTHONPATH, then `src` where projects are installed from. */
function foldersOf({ call, folders, state, own: scriptFolder }: AppLookup): readonly string[] {
  const { input } = call.run;
  const { directory } = state;
  const own = folders.map((folder) => projectPath(folder, directory, input));
  const pythonPath = exportedVariable(state, 'PYTHONPATH')?.expanded;
  const value = pythonPath === undefined || pythonPath === 'unset' ? undefined : pythonPath.text;
  const extra = (value ?? '').split(':').filter((part) => part !== '' && !part.startsWith('$')).map((folder) => projectPath(folder, directory, input));
  const start = directory ?? input.root;
  return [scriptFolder, ...own, start, ...extra, start === '' ? 'src' : `${start}/src`, directory === undefined ? undefined : input.root].filter((folder) => folder !== undefined);
}
