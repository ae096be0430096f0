import { notApplicable, valueOf, type Fact, type ImageCommand, type ImageInstruction } from '#rule';

/** What rules about a Dockerfile say where none is in use. */
export const NO_IMAGE = notApplicable('no Dockerfile builds it');

/** The instructions of the Dockerfile in use; undefined where none is, or nobody knows. */
export function instructionsOf(fact: Fact<readonly ImageInstruction[]> | undefined): readonly ImageInstruction[] | undefined {
  const instructions = valueOf(fact);
  return instructions === undefined || instructions.length === 0 ? undefined : instructions;
}

/** A command of a RUN, and the RUN. */
export interface Ran {
  readonly command: ImageCommand;
  readonly run: ImageInstruction;
}

/** The commands of RUN instructions, in order. */
export function commandsIn(instructions: readonly ImageInstruction[]): readonly Ran[] {
  return instructions.flatMap((run) => run.commands.map((command) => ({ command, run })));
}

/** What a COPY or ADD takes from the folder that is built; none of other instructions, of other stages and of addresses. */
export function contextSources(instruction: ImageInstruction): readonly string[] {
  if (!['COPY', 'ADD'].includes(instruction.keyword) || hasFlag(instruction, 'from')) return [];
  return instruction.words.slice(0, -1).flatMap((word) => (word === undefined || /^[a-z]+:\/\/|^git@/.test(word) ? [] : [word.replace(/^(?:\.?\/)+(?=.)/, '').replace(/(?<=.)\/$/, '')]));
}

/** True for `COPY . .`: the whole folder that is built. */
export function copiesAll(instruction: ImageInstruction): boolean {
  return contextSources(instruction).some((source) => ['.', '/', './', '*', '/.', './.'].includes(source));
}

/** Whether an instruction takes a file from the folder that is built: by name, by a pattern, with a folder above it, or as a mount. */
export function bringsFile(instruction: ImageInstruction, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return copiesAll(instruction)
    || contextSources(instruction).some((source) => source === path || path.startsWith(`${source}/`) || (source.includes('*') && isMatched(path, source)))
    || instruction.flags.some((flag) => flag.name === 'mount' && flag.value.includes('type=bind') && (flag.value.includes(name) || !flag.value.includes('source=')));
}

/** Patterns of COPY are those of Go's filepath.Match: https://docs.docker.com/reference/dockerfile/#pattern-matching */
function isMatched(path: string, pattern: string): boolean {
  const source = pattern.split('*').map((part) => part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('?', '[^/]')).join('[^/]*');
  return new RegExp(`^${source}(?:/|$)`).test(path);
}

/** Whether an instruction has a flag: `--from`. */
export function hasFlag({ flags }: ImageInstruction, name: string): boolean {
  return flags.some((flag) => flag.name === name);
}

/** Whether a RUN mounts a cache over a folder or one above it. */
export function cachesFolder({ flags }: ImageInstruction, folder: RegExp): boolean {
  return flags.some(({ name, value }) => name === 'mount' && /\btype=(?:cache|tmpfs)\b/.test(value) && folder.test(value));
}

/** Program and arguments without the path in front, `sudo` and `python -m`: `pip install -r requirements.txt`. */
export function plainWords({ words }: Pick<ImageCommand, 'words'>): readonly string[] {
  const [first = '', ...rest] = words[0] === 'sudo' ? words.slice(1) : words;
  const name = first.split('/').at(-1) ?? '';
  return /^python[\d.]*$/.test(name) && rest[0] === '-m' ? rest.slice(1) : [name, ...rest];
}

/** An instruction or command in one line, cut where it is long. */
export function inShort(text: string): string {
  const plain = text.replaceAll(/\\\r?\n|\s+/g, ' ').replaceAll(/ +/g, ' ').trim();
  return plain.length > 60 ? `${plain.slice(0, 57)}...` : plain;
}
