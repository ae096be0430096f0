import { defineCheck, fail, notApplicable, pass, valueOf, type ImageInstruction, type Outcome, type ProposedFix, type ReadFacts } from '#rule';
import { advised } from '../shared/advised.ts';
import { stageTree } from '../shared/image-stages.ts';
import { NO_IMAGE, commandsIn, inShort, instructionsOf, plainWords, type Ran } from '../shared/image.ts';

const MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'];
const PRODUCTION = /^(?:--omit=dev|--production(?:=true)?|--only=prod(?:uction)?|--prod|-P)$/;
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];
const OPTIONS: Readonly<Record<string, string>> = { npm: '--omit=dev', pnpm: '--prod', yarn: '--production', bun: '--production' };

type Seen = ReadFacts<'build.contextFiles' | 'runtime.scripts' | 'start.steps'>;

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.contextFiles', 'runtime.dependencies', 'runtime.scripts', 'start.steps'],
  check(facts): Outcome {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const development = (valueOf(facts['runtime.dependencies']) ?? []).filter(({ kind, language }) => kind === 'development' && language === 'node').map(({ name }) => name);
    if (development.length === 0) return notApplicable('the project names no dependencies for development');
    const tool = startTool(development, facts);
    if (tool !== undefined) return notApplicable(`it starts with ${tool}, which is a dependency for development`);
    const found = instructions.some((each) => each.keyword === 'FROM' && each.final) ? modulesOf(instructions) : undefined;
    if (found === undefined) return notApplicable('the final image gets no packages from an install of all of them');
    const { install, isFinal } = found;
    if (install === undefined) return pass();
    return fail({
      message: `${inShort(install.command.at.value)} puts the dependencies for development into the image too`,
      evidence: [install.command.at], anchor: 'dev-dependencies', fix: isFinal ? fixFor(install, instructions, facts) : advised('Remove them in the stage that installs, with npm prune --omit=dev or the like'),
    });
  },
});

/** A program of the start command that only a development dependency brings. */
function startTool(development: readonly string[], facts: Seen): string | undefined {
  const words = (valueOf(facts['start.steps']) ?? []).flatMap((step) => (step.purpose === 'build' ? ['build'] : step.words));
  if (words.includes('build')) return 'a build';
  const programs = development.flatMap((name) => [name, ...(name === '@nestjs/cli' ? ['nest'] : name === 'typescript' ? ['tsc'] : [])]);
  return programs.find((name) => words.some((word) => word === name || word.startsWith(`${name}/`) || word.endsWith(`/.bin/${name}`)));
}

interface Modules {
  /** The install that brings all dependencies; undefined where those for development are left out or removed. */
  readonly install: Ran | undefined;
  readonly isFinal: boolean;
}

/** How node_modules of the final image came to be: by an install in it, or copied from another stage. */
function modulesOf(instructions: readonly ImageInstruction[]): Modules | undefined {
  const final = instructions.filter((each) => each.final);
  const own = lastInstall(final);
  if (own !== undefined) return { install: isLean(own, final) ? undefined : own, isFinal: true };
  const copies = final.flatMap((each) => {
    const folder = each.keyword === 'COPY' ? each.words.slice(0, -1).find((word) => /(?:^|\/)node_modules\/?$/.test(word ?? '')) : undefined;
    const from = each.flags.find(({ name }) => name === 'from')?.value;
    return folder === undefined || from === undefined ? [] : [{ folder: folder.replace(/\/$/, ''), from }];
  });
  const from = copies.at(-1)?.from;
  if (from === undefined) return undefined;
  const stage = stageTree(instructions, from);
  const install = lastInstall(stage);
  if (install !== undefined && isLinksOnly(install, stage, copies.map(({ folder }) => folder))) return undefined;
  return install === undefined ? undefined : { install: isLean(install, stage) ? undefined : install, isFinal: false };
}

/** pnpm fills the folders of a workspace's packages with links into node_modules of its root. */
function isLinksOnly({ command, run }: Ran, stage: readonly ImageInstruction[], folders: readonly string[]): boolean {
  const root = stage.slice(0, stage.indexOf(run)).findLast(({ keyword }) => keyword === 'WORKDIR')?.words[0]?.replace(/\/$/, '');
  return command.installer === 'pnpm' && root?.startsWith('/') === true && folders.every((folder) => folder.startsWith(`${root}/`) && folder !== `${root}/node_modules`);
}

function lastInstall(stage: readonly ImageInstruction[]): Ran | undefined {
  return commandsIn(stage).findLast(({ command }) => MANAGERS.includes(command.installer ?? ''));
}

function isLean({ command, run }: Ran, stage: readonly ImageInstruction[]): boolean {
  if (command.words.some((word) => PRODUCTION.test(word)) || /--omit[= ]+dev|NODE_ENV=production|NPM_CONFIG_(?:PRODUCTION|OMIT)/i.test(run.text)) return true;
  const before = stage.slice(0, stage.indexOf(run)).flatMap(({ variables }) => variables);
  if (before.some(({ name, value }) => (name === 'NODE_ENV' && value !== 'development' && value !== 'test') || /^NPM_CONFIG_(?:PRODUCTION|OMIT)$/i.test(name))) return true;
  return commandsIn(stage).some(({ command: { words } }) => words.includes('prune') || words.includes('deploy') || words.includes('focus') || (words.includes('rm') && words.some((word) => word.includes('node_modules'))));
}

function fixFor({ command, run }: Ran, instructions: readonly ImageInstruction[], facts: Seen): ProposedFix {
  const advice = advised('Install and build in a stage of its own, and only the dependencies for production in the final one');
  const option = OPTIONS[command.installer ?? ''];
  const verb = plainWords(command)[1];
  const scripts = valueOf(facts['runtime.scripts']);
  const behind = commandsIn(instructions.filter(({ final }) => final)).slice(commandsIn(instructions.filter(({ final }) => final)).findIndex((ran) => ran.command === command) + 1);
  const builds = [...behind, ...run.commands.map((each) => ({ command: each }))].some((ran) => ran.command !== command && /^(?:npm|npx|pnpm|yarn|bun|bunx|node|tsc|vite|prisma)$/.test(plainWords(ran.command)[0] ?? ''));
  const isYarnModern = command.installer === 'yarn' && valueOf(facts['build.contextFiles'])?.includes('.yarnrc.yml') === true;
  if (option === undefined || verb === undefined || scripts === undefined || scripts.some(({ name }) => INSTALL_SCRIPTS.includes(name)) || builds || isYarnModern) return advice;
  return { title: `Install with ${option}`, applicability: 'review', change: { kind: 'rewrite', how: 'add-command-word', at: [command.at], with: { behind: verb, word: option } } };
}
