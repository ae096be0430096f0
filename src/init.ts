import { applyFiles } from './apply/apply-files.ts';
import { surroundingsOf, type Surroundings } from './discover/surroundings.ts';
import { FACTS, isFactName } from './model/fact-names.ts';
import type { FactName, FactSet } from './model/facts.ts';
import type { ChangedFile } from './model/changed-file.ts';
import { folderAt, scan } from './scan.ts';
import { planConfigFile, type OpenFact } from './setup/config-file.ts';
import { planGithubWorkflow } from './setup/github-workflow.ts';
import { planGitlabJob } from './setup/gitlab-job.ts';
import { planPreCommitHook } from './setup/pre-commit-hook.ts';
import type { PlannedPart, SetupPart } from './model/setup.ts';
import type { Program, Target } from './setup/target.ts';
import { stagedCheck } from './setup/target.ts';
import { planHuskyHook, planPlainHook } from './setup/shell-hook.ts';
import { UsageError } from './usage-error.ts';

const HOOKS = ['pre-commit', 'husky', 'plain'] as const;

/** A project with what lies around it, and the parts that fit. */
export interface Site {
  readonly dir: string;
  readonly surroundings: Surroundings;
  readonly program: Program;
  /** The parts that what is there speaks for. */
  readonly fitting: readonly SetupPart[];
}

/** Which parts are wanted; undefined leaves that to what is there. */
export interface Wanted {
  readonly config: boolean | undefined;
  readonly github: boolean | undefined;
  readonly gitlab: boolean | undefined;
  readonly hook: 'pre-commit' | 'husky' | 'plain' | 'none' | undefined;
}

/** Looks at a project and says which parts fit. */
export async function lookAround(dir: string, program: Program): Promise<Site> {
  const surroundings = await surroundingsOf(folderAt(dir));
  return { dir, surroundings, program, fitting: fittingParts(surroundings) };
}

/** The parts that are wanted, in their order: what a flag says, and what fits where none does. */
export function partsFor({ fitting }: Site, { config, github, gitlab, hook }: Wanted): readonly SetupPart[] {
  const flags: Partial<Record<SetupPart, boolean | undefined>> = { config, github, gitlab };
  for (const each of HOOKS) flags[each] = hook === undefined ? undefined : hook === each;
  return (['config', 'github', 'gitlab', ...HOOKS] as const).filter((part) => flags[part] ?? fitting.includes(part));
}

/** Plans parts. Nothing is written. */
export async function planSetup(site: Site, parts: readonly SetupPart[]): Promise<readonly PlannedPart[]> {
  const { surroundings: { folder, read }, program } = site;
  const target: Target = { folder, program, read };
  const open = parts.includes('config') ? await openFacts(site) : [];
  const planned: PlannedPart[] = [];
  for (const part of parts) planned.push(await planPart(part, site, { target, open }));
  return planned;
}

/** The files that the parts change. */
export function filesOf(parts: readonly PlannedPart[]): readonly ChangedFile[] {
  return parts.flatMap((part) => (part.state === 'write' ? part.files : []));
}

/** Writes the files, all or nothing; gives what `optimize undo` takes back. */
export async function writeSetup({ surroundings, program: { version } }: Site, parts: readonly PlannedPart[]): Promise<string> {
  const { id } = await applyFiles(surroundings.top, filesOf(parts), { title: `Set up ${parts.flatMap(({ state, path }) => (state === 'write' ? [path] : [])).join(', ')}`, version });
  return id;
}

/** Lets a person choose parts; those that fit are ticked. */
export async function chooseParts({ fitting, surroundings }: Site): Promise<readonly SetupPart[]> {
  const { pickParts } = await import('./interactive/pick-parts.ts');
  return pickParts(fitting, surroundings.isRepository);
}

/** Asks whether to write. */
export async function confirmSetup(count: number): Promise<boolean> {
  const { confirmWriting } = await import('./interactive/ask.ts');
  return confirmWriting(`Write ${count === 1 ? 'this file' : `these ${count} files`}?`);
}

function fittingParts({ isRepository, remotes, has }: Surroundings): readonly SetupPart[] {
  const isGithub = has('.github') || remotes.some((remote) => /(?:^|[@/.])github\.com[:/]/i.test(remote));
  const isGitlab = has('.gitlab-ci.yml') || remotes.some((remote) => /(?:^|[@/.])gitlab\./i.test(remote));
  const hook: SetupPart | undefined = has('.pre-commit-config.yaml') ? 'pre-commit' : has('.husky') ? 'husky' : undefined;
  if (!isRepository) return ['config'];
  return ['config', ...(isGithub ? (['github'] as const) : []), ...(isGitlab ? (['gitlab'] as const) : []), ...(hook === undefined ? [] : [hook])];
}

function planPart(part: SetupPart, { surroundings }: Site, { target, open }: { readonly target: Target; readonly open: readonly OpenFact[] }): PlannedPart | Promise<PlannedPart> {
  if (part === 'config') return planConfigFile(target, open);
  if (!surroundings.isRepository) throw new UsageError('the folder is in no git repository, so there is nothing to compare with', '`git init` makes it one; --config-file alone works without', 'git');
  if (part === 'github') return planGithubWorkflow(target);
  if (part === 'gitlab') return planGitlabJob(target);
  if (part === 'pre-commit') return planPreCommitHook(target);
  return part === 'husky' ? planHuskyHook(target) : plainHook(surroundings, target);
}

function plainHook({ hook, read }: Surroundings, target: Target): PlannedPart {
  if (hook?.path.startsWith('.husky/')) {
    return { part: 'plain', path: hook.path, state: 'refused', because: 'husky runs the hooks of this repository and writes this file', hint: 'say --hook husky' };
  }
  if (hook === undefined) {
    return { part: 'plain', path: 'hooks/pre-commit', state: 'refused', because: 'git keeps the hooks of this work tree outside of it', hint: 'add this line to that hook', lines: [stagedCheck(target)] };
  }
  return planPlainHook(target, { ...hook, text: read(hook.path) });
}

/** Facts that would decide a rule and that a person can state, the dearest first; each is named once. */
async function openFacts({ dir, program: { version } }: Site): Promise<readonly OpenFact[]> {
  const open = new Map<string, OpenFact>();
  for (const { service: { facts }, verdicts } of await servicesIn(dir, version)) {
    for (const { because = '', points } of verdicts.filter(({ outcome }) => outcome === 'undecided')) {
      if (points === 0) continue;
      for (const name of openIn(because, facts)) {
        const [shape, meaning] = FACTS[name];
        open.set(name, { name, meaning, shape, because: open.get(name)?.because ?? because, points: (open.get(name)?.points ?? 0) + points });
      }
    }
  }
  return [...open.values()].sort((a, b) => b.points - a.points || (a.name < b.name ? -1 : 1));
}

/** The facts that a reason is about: it names them, or repeats why they are open. Lists and records cannot be stated. */
function openIn(because: string, facts: FactSet): readonly FactName[] {
  const words = because.split(/[\s,;:]+/);
  return Object.entries(facts).flatMap(([name, fact]) => {
    if (!isFactName(name) || fact.state !== 'unresolved' || ['list', 'record'].includes(FACTS[name][0])) return [];
    return words.includes(name) || because.includes(fact.reason) ? [name] : [];
  });
}

async function servicesIn(dir: string, version: string) {
  try {
    return (await scan(dir, { version })).report.services;
  } catch (error) {
    if (error instanceof UsageError) return []; // a project without a service yet may be set up all the same
    throw error;
  }
}
