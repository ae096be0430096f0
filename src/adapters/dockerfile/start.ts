import type { DockerCommand, DockerStage } from '../../documents/dockerfile/docker-tree.ts';
import type { Range } from '../../text/range.ts';

/** What a container of the image runs, as a string that a shell would split into the same words. */
export interface ImageStart {
  readonly command: string;
  readonly form: 'exec' | 'shell';
  readonly range: Range;
}

interface Configured {
  readonly entrypoint: DockerCommand | undefined;
  readonly cmd: DockerCommand | undefined;
}

const DEFAULT_SHELL = ['/bin/sh', '-c'];

/**
 * ENTRYPOINT and CMD of the image together: https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact.
 * `own` is the program that the base image's ENTRYPOINT puts first.
 */
export function imageStart(chain: readonly DockerStage[], own: string | undefined): ImageStart | undefined {
  const { entrypoint, cmd } = configuredIn(chain);
  const shell = shellOf(chain);
  if (entrypoint === undefined) return own === undefined ? startOf(cmd) : behindOwn(own, cmd, shell);
  if (entrypoint.form === 'shell') return startOf(entrypoint);
  if (isEmpty(entrypoint)) return startOf(cmd);
  if (cmd === undefined || isEmpty(cmd)) return startOf(entrypoint);
  const words = [...wordsOf(entrypoint), ...argumentsOf(cmd, shell)];
  return { command: quoteWords(words), form: 'exec', range: entrypoint.range };
}

/** Words as a string that splits into the same words. */
export function quoteWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)).join(' ');
}

/** The last of each counts; a stage that sets an ENTRYPOINT drops the CMD that it inherited. */
function configuredIn(chain: readonly DockerStage[]): Configured {
  let configured: Configured = { entrypoint: undefined, cmd: undefined };
  for (const { instructions } of chain) {
    const entrypoint = instructions.findLast((instruction) => instruction.kind === 'entrypoint');
    const cmd = instructions.findLast((instruction) => instruction.kind === 'cmd');
    const inherited = entrypoint === undefined ? configured.cmd : undefined;
    configured = {
      entrypoint: entrypoint?.kind === 'entrypoint' ? entrypoint.command : configured.entrypoint,
      cmd: cmd?.kind === 'cmd' ? cmd.command : inherited,
    };
  }
  return configured;
}

function shellOf(chain: readonly DockerStage[]): readonly string[] {
  const shell = chain.flatMap(({ instructions }) => instructions).findLast((instruction) => instruction.kind === 'shell');
  return shell?.kind === 'shell' && shell.words.length > 0 ? shell.words.map((word) => word.value ?? word.source) : DEFAULT_SHELL;
}

function startOf(command: DockerCommand | undefined): ImageStart | undefined {
  if (command === undefined || isEmpty(command)) return undefined;
  const text = command.form === 'exec' ? quoteWords(wordsOf(command)) : command.text;
  return { command: text, form: command.form, range: command.range };
}

function behindOwn(own: string, cmd: DockerCommand | undefined, shell: readonly string[]): ImageStart | undefined {
  if (cmd === undefined || isEmpty(cmd)) return undefined;
  return { command: quoteWords([own, ...argumentsOf(cmd, shell)]), form: 'exec', range: cmd.range };
}

/** A CMD in shell form becomes arguments too: the shell and the text. */
function argumentsOf(cmd: DockerCommand, shell: readonly string[]): readonly string[] {
  return cmd.form === 'exec' ? wordsOf(cmd) : [...shell, cmd.text];
}

function wordsOf(command: DockerCommand): readonly string[] {
  return command.form === 'exec' ? command.words.map((word) => word.value ?? word.source) : [command.text];
}

function isEmpty(command: DockerCommand): boolean {
  return command.form === 'exec' ? command.words.length === 0 : command.text === '';
}
