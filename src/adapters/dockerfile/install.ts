import type { DockerCommand } from '../../documents/dockerfile/docker-tree.ts';
import { parseShell } from '../../documents/shell-command.ts';
import type { ShellCommand, ShellList, ShellNode } from '../../documents/shell/shell-tree.ts';
import type { Range } from '../../text/range.ts';
import { quoteWords } from './start.ts';

/** A command that installs what the project's manifest names. */
export interface Install {
  readonly command: string;
  readonly range: Range;
}

/** The install commands of a RUN. A RUN that is no shell text we can read has none. */
export async function installsOf(run: DockerCommand): Promise<readonly Install[]> {
  if (run.form === 'exec') {
    const words = run.words.map((word) => word.value ?? word.source);
    return isInstall(words) ? [{ command: quoteWords(words), range: run.range }] : [];
  }
  if (!/\b(?:install|ci|i|sync|yarn|download)\b/.test(run.text)) return [];
  const parsed = await parseShell(run.text);
  if (!parsed.ok) return [];
  return commandsOf(parsed.document.body).flatMap((command) => {
    const words = command.words.map((word) => word.source);
    const last = command.words.at(-1)?.range.end ?? command.range.end;
    const start = command.words[0]?.range.start ?? command.range.start;
    return isInstall(words) ? [{ command: run.text.slice(start, last), range: run.source(start, last) }] : [];
  });
}

/** True for a command that installs from a manifest, not one that names packages. */
export function isInstall(words: readonly string[]): boolean {
  const [program = '', ...rest] = withoutWrapper(words);
  const name = program.split('/').at(-1) ?? '';
  const [verb, ...more] = rest.filter((word) => !word.startsWith('-'));
  const packages = more.filter((word) => !/^[\d.]+$/.test(word));
  if (/^pip[\d.]*$/.test(name)) return verb === 'install' && namesFile(rest);
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

function commandsOf(list: ShellList): readonly ShellCommand[] {
  return list.flatMap((item) => commandsIn(item.node));
}

function commandsIn(node: ShellNode): readonly ShellCommand[] {
  switch (node.kind) {
    case 'command': return [node];
    case 'and-or': return node.parts.flatMap((part) => commandsIn(part.node));
    case 'pipeline': return node.nodes.flatMap(commandsIn);
    case 'subshell': case 'group': return commandsOf(node.body);
    case 'if': return [...node.branches.flatMap((branch) => [...commandsOf(branch.test), ...commandsOf(branch.body)]), ...commandsOf(node.otherwise ?? [])];
    case 'loop': return [...commandsOf(node.test), ...commandsOf(node.body)];
    case 'case': return node.items.flatMap((item) => commandsOf(item.body));
    default: return [];
  }
}
