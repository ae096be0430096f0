import type { Argument } from './argument.ts';

/** A call of a package script. */
export interface PackageCall {
  readonly manager: 'npm' | 'pnpm' | 'yarn' | 'bun';
  readonly script: string;
  /** Words that the script gets. */
  readonly args: readonly Argument[];
  /** `--prefix dir`, `--cwd dir`, `-C dir`. */
  readonly folder: string | undefined;
  /** `--filter web`, `-w web`, `yarn workspace web`. */
  readonly workspace: string | undefined;
  /** True when `prestart` runs before `start`. */
  readonly hooks: boolean;
  /** What runs when no script has the name: `pnpm next start`. */
  readonly program: readonly Argument[] | undefined;
}

/** Commands of the managers that run no script of the project. */
const OWN_COMMANDS = new Set(['install', 'i', 'ci', 'add', 'remove', 'rm', 'update', 'up', 'upgrade', 'publish', 'pack', 'init', 'create', 'link', 'config', 'cache', 'store', 'audit', 'exec', 'dlx', 'x', 'info', 'list', 'ls',
  'why', 'outdated', 'prune', 'rebuild', 'set', 'version', 'login', 'whoami', 'deploy', 'import', 'fetch', 'patch', 'dedupe', 'global', 'pm', 'repl', 'upgrade-interactive', 'install-clean', 'clean-install', 'help', 'bin', 'env', 'corepack']);

/** Names that a manager runs a script for and nothing else. https://pnpm.io/cli/start */
const LIFECYCLE = /^(start|test|stop|restart)$/;

const FOLDER_FLAGS: Readonly<Record<string, readonly string[]>> = { npm: ['--prefix', '-C'], pnpm: ['-C', '--dir', '--prefix'], yarn: ['--cwd'], bun: ['--cwd'] };
const WORKSPACE_FLAGS: Readonly<Record<string, readonly string[]>> = { npm: ['-w', '--workspace'], pnpm: ['--filter', '-F', '--filter-prod'], yarn: [], bun: ['--filter', '-F'] };

/** Flags of npm that take the next word. https://docs.npmjs.com/cli/using-npm/config */
const NPM_VALUES = new Set(['--loglevel', '--registry', '--cache', '--userconfig', '--omit', '--include', '--script-shell', '--node-options']);

interface Reader {
  folder: string | undefined;
  workspace: string | undefined;
  ranRun: boolean;
}

/** The script that a package manager is asked to run; undefined for its other commands. */
export function packageCallOf(words: readonly Argument[]): PackageCall | undefined {
  const manager = (words[0]?.text ?? '').replace(/^.*\//, '');
  if (manager !== 'npm' && manager !== 'pnpm' && manager !== 'yarn' && manager !== 'bun') return undefined;
  const reader: Reader = { folder: undefined, workspace: undefined, ranRun: false };
  const index = readUntilScript(words, manager, reader);
  const script = words[index];
  if (script === undefined || (!reader.ranRun && OWN_COMMANDS.has(script.text))) return undefined;
  if (manager === 'npm' && !reader.ranRun && !LIFECYCLE.test(script.text)) return undefined;
  if (manager === 'bun' && (/[./]/.test(script.text) || script.value === undefined)) return undefined;
  const args = argumentsAfter(words.slice(index + 1), manager, reader);
  const program = manager === 'npm' || LIFECYCLE.test(script.text) ? undefined : words.slice(index);
  return { manager, script: script.text, args, folder: reader.folder, workspace: reader.workspace, hooks: true, program };
}

function readUntilScript(words: readonly Argument[], manager: string, reader: Reader): number {
  let index = 1;
  while (index < words.length) {
    const text = words[index]?.text ?? '';
    const taken = readFlag(words, index, manager, reader);
    if (taken > 0) index += taken;
    else if (manager === 'yarn' && text === 'workspace') {
      reader.workspace = words[index + 1]?.text;
      index += 2;
    } else if (!reader.ranRun && (text === 'run' || text === 'run-script' || text === 'rum')) {
      reader.ranRun = true;
      index += 1;
    } else if (text.startsWith('-')) index += 1;
    else break;
  }
  return index;
}

/** How many words a flag about the place takes; 0 for any other word. */
function readFlag(words: readonly Argument[], index: number, manager: string, reader: Reader): number {
  const text = words[index]?.text ?? '';
  const [flag, glued] = [text.replace(/=.*/s, ''), text.includes('=')];
  const value = glued ? text.slice(text.indexOf('=') + 1) : words[index + 1]?.text;
  if ((FOLDER_FLAGS[manager] ?? []).includes(flag)) reader.folder = value;
  else if ((WORKSPACE_FLAGS[manager] ?? []).includes(flag)) reader.workspace = reader.workspace === undefined ? value : `${reader.workspace} ${value}`;
  else if (manager !== 'npm' || !NPM_VALUES.has(flag)) return 0;
  return glued ? 1 : 2;
}

/** npm keeps flags to itself unless they stand after `--`; the others pass everything on. */
function argumentsAfter(words: readonly Argument[], manager: string, reader: Reader): readonly Argument[] {
  if (manager !== 'npm') return words[0]?.text === '--' ? words.slice(1) : words;
  const args: Argument[] = [];
  let index = 0;
  while (index < words.length) {
    const word = words[index];
    if (word === undefined) break;
    if (word.text === '--') return [...args, ...words.slice(index + 1)];
    const taken = readFlag(words, index, manager, reader);
    if (taken === 0 && !word.text.startsWith('-')) args.push(word);
    index += Math.max(taken, 1);
  }
  return args;
}
