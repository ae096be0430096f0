import type { DockerCommand } from '../../documents/dockerfile/docker-tree.ts';
import type { Range } from '../../text/range.ts';
import { commandsOfRun } from './commands.ts';

/** A command that installs what the project's manifest names. */
export interface Install {
  readonly command: string;
  readonly range: Range;
}

/** The install commands of a RUN. A RUN that is no shell text we can read has none. */
export async function installsOf(run: DockerCommand): Promise<readonly Install[]> {
  return (await commandsOfRun(run)).flatMap(({ text, words, range }) => (isInstall(words) ? [{ command: text, range }] : []));
}

/** True for a command that installs from a manifest, not one that names packages. */
export function isInstall(words: readonly string[]): boolean {
  return installerOf(words) !== undefined;
}

/** The tool of a command that installs from a manifest: `pip`, `npm`; undefined for any other command. */
export function installerOf(words: readonly string[]): string | undefined {
  const [program = '', ...rest] = withoutWrapper(words);
  const name = (program.split('/').at(-1) ?? '').replace(/^pip[\d.]+$/, 'pip');
  return installs(name, rest) ? name : undefined;
}

function installs(name: string, rest: readonly string[]): boolean {
  const [verb, ...more] = rest.filter((word) => !word.startsWith('-'));
  const packages = more.filter((word) => !/^[\d.]+$/.test(word));
  if (name === 'pip') return verb === 'install' && namesFile(rest);
  if (name === 'uv') return verb === 'sync' || (verb === 'pip' && (more[0] === 'sync' || (more[0] === 'install' && namesFile(rest))));
  if (name === 'npm') return verb === 'ci' || ((verb === 'install' || verb === 'i') && packages.length === 0 && !rest.includes('-g'));
  if (name === 'pnpm' || name === 'bun') return (verb === 'install' || verb === 'i') && packages.length === 0 && !rest.includes('-g');
  if (name === 'yarn') return verb === undefined ? !rest.includes('--version') : verb === 'install';
  if (name === 'pipenv' || name === 'pdm') return verb === 'sync' || (verb === 'install' && packages.length === 0);
  if (name === 'go') return verb === 'mod' && more[0] === 'download';
  return ['poetry', 'bundle', 'composer'].includes(name) && verb === 'install';
}

function namesFile(words: readonly string[]): boolean {
  return words.some((word) => /^(?:-r.*|--requirement(?:=.*)?|\.|\.\/.*|\.\[.*|-e|--editable(?:=.*)?)$/.test(word));
}

/** `python -m pip install`, `sudo npm ci`, `corepack yarn install`. */
function withoutWrapper(words: readonly string[]): readonly string[] {
  const [first = '', second, third] = words;
  if (/^python[\d.]*$/.test(first.split('/').at(-1) ?? '') && second === '-m' && third !== undefined) return words.slice(2);
  return first === 'sudo' || first === 'corepack' ? words.slice(1) : words;
}
