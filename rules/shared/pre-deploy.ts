import { valueOf, type Change, type Fact, type FactSet, type Known, type ProposedFix, type StartStep } from '#rule';
import { advised } from './advised.ts';
import { writtenAs } from './written.ts';

const TITLE = 'Make the migration the pre-deploy command';
const ADVICE: ProposedFix = advised(TITLE);

/** Configurations that can name a pre-deploy command and go on being read. */
const HOLDERS = ['railway-ts', 'render', 'fly'];

/** Words that mean the same to every shell. */
const PLAIN = /^[\w ./:=@,+-]+$/;

/** Moves a step of the start command; one that needs a folder of its own, or that nothing waits for, is left to a person. */
export function movedStep({ words, at, background, directory }: StartStep, { facts, root }: { readonly facts: FactSet; readonly root: string }): ProposedFix {
  const command = commandOf(at, words.join(' '));
  if (command === undefined || background || directory !== root) return ADVICE;
  return moved(command, facts, [{ kind: 'rewrite', how: 'remove-step', at: [at] }]);
}

/** The command with what stands before its program: `uv run`, `npx`. A script of package.json finds programs that nobody else does. */
function commandOf({ provenance, ...at }: Known<string>, words: string): string | undefined {
  if (!PLAIN.test(words)) return undefined;
  const written = writtenAs({ ...at, provenance });
  const command = written.endsWith(words) && PLAIN.test(written) ? written : words;
  const isScript = provenance.kind === 'declared' && provenance.file.path.endsWith('package.json');
  return isScript && !/^(node|npx|npm|pnpm|yarn|bun)\b/.test(command) ? `npx ${command}` : command;
}

/** Moves a part of the build command, as it is written there. */
export function movedFromBuild(command: Known<string>, migration: string, facts: FactSet): ProposedFix {
  const part = command.value.split(/\s*(?:&&|;)\s*/).find((segment) => segment.includes(migration))?.trim();
  if (part === undefined || part === command.value.trim() || !PLAIN.test(part)) return ADVICE;
  return moved(part, facts, [{ kind: 'rewrite', how: 'remove-step', at: [command], with: { words: part } }]);
}

/** Names a command that no part of the deployment runs so far. */
export function madePreDeploy(command: Fact<string>, facts: FactSet, title = TITLE): ProposedFix {
  return { ...(command.state === 'known' ? moved(command.value, facts, []) : ADVICE), title };
}

function moved(command: string, facts: FactSet, changes: readonly Change[]): ProposedFix {
  const before = valueOf(facts['deploy.preDeployCommand']);
  const isHeld = valueOf(facts['build.configFiles'])?.some(({ kind, live }) => live && HOLDERS.includes(kind.value)) === true;
  if (!isHeld) return ADVICE;
  const set = { kind: 'set-fact', fact: 'deploy.preDeployCommand', value: before === undefined ? command : `${before} && ${command}` } as const;
  const [first, ...rest] = changes;
  return { title: TITLE, applicability: 'review', change: first === undefined ? set : { kind: 'all', changes: [first, ...rest, set] } };
}
