import { defineCheck, fail, isIgnoredInContext, notApplicable, pass, valueOf, type Absent, type CheckContext, type Fact, type ImageInstruction, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { NO_IMAGE, commandsIn, contextSources, copiesAll, instructionsOf } from '../shared/image.ts';
import { listed } from '../shared/words.ts';

/** Files that git ignores and builds on a machine bring along: what is said of it, and a path that a pattern must speak of. */
const UNWANTED = [['.git', '.git/HEAD'], ['.env', '.env'], ['.venv', '.venv/bin/python']] as const;
/** Names that templates have for examples of `.env`. */
const EXAMPLE = /^\.env\.(?:example|sample|template|dist|defaults?)$/;

const PYTHON_MANIFEST = /^(?:requirements.*\.txt|pyproject\.toml|Pipfile|setup\.py)$/;
/** Packages that read a `.env`. */
const DOTENV = /^(?:dotenv|dotenv-.*|python-dotenv|python-decouple|environs|django-environ|pydantic-settings)$/;

type Ignores = Fact<readonly Known<string>[]> | undefined;

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.contextIgnores', 'build.contextFiles', 'build.contextFolder', 'runtime.language', 'runtime.dependencies'],
  check(facts, context): Outcome {
    const instructions = instructionsOf(facts['build.instructions']);
    const ignores = facts['build.contextIgnores'];
    if (instructions === undefined || ignores === undefined) return NO_IMAGE;
    if (ignores.state === 'unresolved') return notApplicable(ignores.reason);
    const copy = instructions.find((each) => each.final && copiesAll(each)) ?? instructions.find(copiesAll);
    if (copy === undefined) return notApplicable('the image takes only the files that it names');
    const names = valueOf(facts['build.contextFiles']) ?? [];
    const isNode = valueOf(facts['runtime.language']) === 'node' || !names.some((name) => PYTHON_MANIFEST.test(name));
    const hasEnvironmentFile = names.some((name) => EXAMPLE.test(name)) || (valueOf(facts['runtime.dependencies']) ?? []).some(({ name }) => DOTENV.test(name));
    const hasHistory = (valueOf(facts['build.contextFolder']) ?? '') === '';
    const situation: Situation = { instructions, names, copy, language: isNode ? 'node' : 'python', hasEnvironmentFile, hasHistory };
    return ignores.state === 'absent' ? withoutFile(ignores, situation, context) : withFile(ignores, situation, context);
  },
});

interface Situation {
  readonly instructions: readonly ImageInstruction[];
  /** Files at the top of the folder that is built. */
  readonly names: readonly string[];
  readonly copy: ImageInstruction;
  readonly language: 'node' | 'python';
  /** True where the project shows that its people keep a `.env`. */
  readonly hasEnvironmentFile: boolean;
  /** True where the folder that is built is the project's own, which holds `.git`; one below it holds none. */
  readonly hasHistory: boolean;
}

function withoutFile(ignores: Absent, situation: Situation, context: CheckContext): Outcome {
  const { copy, hasHistory } = situation;
  const message = `${copy.keyword} ${copy.text} copies all that lies in the folder, ${hasHistory ? '.git and local settings' : 'local settings and packages'} included: there is no .dockerignore`;
  return fail({ message, evidence: [copy.at, ignores], anchor: 'context', severity: copy.final && hasHistory ? 'medium' : 'low', fix: created(ignores, situation, context) });
}

function withFile(ignores: Extract<Ignores, Known<readonly Known<string>[]>>, situation: Situation, context: CheckContext): Outcome {
  const { copy, language } = situation;
  const patterns = ignores.value.map(({ value }) => value);
  const isLet = ([name, path]: (typeof UNWANTED)[number]) => !isIgnoredInContext(path, patterns) && isUnwanted(name, situation);
  const found = UNWANTED.filter(isLet).map(([name]) => name);
  if (found.length === 0) return pass();
  const lines = context.strings(language).filter((line) => found.some((name) => line.replace(/^!?\*\*\//, '').startsWith(name)) && !needsLine(line, situation));
  const severity = found.includes('.git') || found.includes('.env') ? 'low' : 'info';
  return fail({
    message: `the .dockerignore lets ${listed(found)} into ${copy.final ? 'the image' : 'a stage of the build'}, where ${copy.keyword} ${copy.text} copies the whole folder`,
    evidence: [copy.at, ignores], anchor: 'context', severity,
    fix: { title: `Add ${listed(lines, 6)} to the .dockerignore`, applicability: 'safe', change: { kind: 'rewrite', how: 'add-context-ignores', at: [ignores], with: { lines: lines.join('\n') } } },
  });
}

function isUnwanted(name: string, situation: Situation): boolean {
  const { names, instructions, language, hasEnvironmentFile } = situation;
  if (name === '.venv') return language === 'python';
  if (name === '.env') return hasEnvironmentFile && !names.includes('.env') && !commandsIn(instructions).some(({ command }) => command.words.some((word) => /(?:^|\/)\.env$/.test(word)));
  return situation.hasHistory && !readsHistory(instructions);
}

function readsHistory(instructions: readonly ImageInstruction[]): boolean {
  return commandsIn(instructions).some(({ command }) => command.words.includes('git') || command.words.some((word) => word.includes('.git/')));
}

function created(ignores: Absent, situation: Situation, context: CheckContext): ProposedFix {
  const { names, instructions, language } = situation;
  const path = ignores.file?.path;
  const isSafe = context.strings(language).every((line) => !needsLine(line, situation)) && !readsHistory(instructions) && !names.includes('.env');
  if (path === undefined || !isSafe || instructions.some((each) => hidden(each, context.strings(language)))) return advised('Write a .dockerignore with .git, .env files and installed packages, without what the build needs');
  return { title: `Write ${path}`, applicability: 'safe', change: { kind: 'create-file', template: `docker/${language}.dockerignore`, path } };
}

/** True where a COPY names a file that the lines would keep out. */
function hidden(instruction: ImageInstruction, lines: readonly string[]): boolean {
  return contextSources(instruction).some((source) => !source.includes('*') && isIgnoredInContext(source, lines));
}

/** True for a line that would keep a committed file out, such as a `.env.production` that the build reads. */
function needsLine(line: string, { names, instructions }: Situation): boolean {
  if (instructions.some((each) => hidden(each, [line]))) return true;
  return !line.startsWith('!') && names.some((name) => !EXAMPLE.test(name) && name.startsWith('.env') && isIgnoredInContext(name, [line]));
}
