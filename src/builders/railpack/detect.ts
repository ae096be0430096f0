import { absent, defaulted, derive, renamed } from '../../model/fact.ts';
import type { Fact, Known } from '../../model/fact.ts';
import type { Detect, Detection, DetectionInput } from '../detection.ts';
import { folderAt } from '../shared/folder.ts';
import { readMiseTools } from './mise.ts';
import { factOfFile, pathFact } from './plan.ts';
import type { BuildInput, Plan, Provider } from './plan.ts';
import { cpp } from './providers/cpp.ts';
import { deno } from './providers/deno.ts';
import { dotnet } from './providers/dotnet.ts';
import { elixir } from './providers/elixir.ts';
import { gleam } from './providers/gleam.ts';
import { go } from './providers/go.ts';
import { java } from './providers/java.ts';
import { node } from './providers/node.ts';
import { php } from './providers/php.ts';
import { python } from './providers/python.ts';
import { ruby } from './providers/ruby.ts';
import { rust } from './providers/rust.ts';
import { shell } from './providers/shell.ts';
import { staticFiles } from './providers/static.ts';
import { RAILPACK, railpackSource } from './reference.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { resolveTool } from './versions.ts';
import type { Candidate, Tool } from './versions.ts';

/** Railpack's order: the first provider that matches is used. */
const PROVIDERS: readonly Provider[] = [
  php, go, java, rust, ruby, elixir, python, deno, dotnet, node, gleam, cpp, staticFiles, shell,
];

/** Detects as railpack does: https://github.com/railwayapp/railpack/blob/b5e80580/core/core.go */
export const detectRailpack: Detect = async (input) => {
  const build = await readBuildInput(input);
  const choice = await chooseProvider(build);
  const plan = await choice?.provider.plan(build);
  return choice === undefined || plan === undefined ? undefined : detectionOf(build, choice, plan);
};

/** A provider, and the fact that made railpack take it. */
interface Choice {
  readonly provider: Provider;
  readonly language: Fact<string>;
}

async function readBuildInput({ files, root, environment, folderName }: DetectionInput): Promise<BuildInput> {
  const folder = folderAt(files, root);
  return { folder, settings: await readSettings(folder, environment), mise: await readMiseTools(folder), folderName };
}

/** The provider of railpack.json, else the first that matches. An unknown one in railpack.json leaves railpack without any. */
async function chooseProvider(build: BuildInput): Promise<Choice | undefined> {
  const wanted = build.settings.provider;
  if (wanted !== undefined) {
    const provider = PROVIDERS.find(({ name }) => name === wanted.value.toLowerCase());
    return provider && { provider, language: { ...wanted, value: provider.language } };
  }
  for (const provider of PROVIDERS) {
    const path = await provider.detect(build);
    if (path !== undefined) return { provider, language: languageFact(build, provider, path) };
  }
  return undefined;
}

function languageFact({ folder }: BuildInput, provider: Provider, path: string): Fact<string> {
  const name = 'runtime.language';
  if (folder.read(path) !== undefined) return factOfFile(name, provider.language, { folder, path });
  return defaulted(name, provider.language, RAILPACK, railpackSource(provider.source));
}

function detectionOf({ folder, settings }: BuildInput, { provider, language }: Choice, plan: Plan): Detection {
  const resolved = withPackages(plan.tools, settings).map((tool) => ({ tool, ...resolveTool(tool) }));
  return {
    language,
    framework: plan.framework ?? absent('runtime.framework'),
    packageManager: plan.packageManager ?? absent('runtime.packageManager'),
    static: staticFact(provider, language, plan),
    startCommand: startFact(provider, plan),
    requests: resolved.flatMap(({ requests }) => requests).sort((a, b) => Number(b.effective) - Number(a.effective)),
    versions: Object.fromEntries(resolved.map(({ tool, fact }) => [tool.name, fact])),
    manifest: pathFact('runtime.manifest', folder, plan.manifest),
    lockFile: pathFact('runtime.lockFile', folder, plan.lockFile),
  };
}

/** The tools with what railpack.json's `packages` says of them, which wins, and the packages that it adds. */
function withPackages(tools: readonly Tool[], settings: Settings): readonly Tool[] {
  const names = new Set([...tools.map(({ name }) => name), ...settings.packages.keys()]);
  return [...names].map((name) => {
    const tool = tools.find((one) => one.name === name)
      ?? { name, candidates: [], fallback: undefined, source: 'generate/context.go' };
    const fact = settings.packages.get(name);
    if (fact === undefined) return tool;
    const candidate: Candidate = { at: fact, by: 'railpack-packages', label: `packages.${name}` };
    return { ...tool, candidates: [...tool.candidates, candidate] };
  });
}

function staticFact(provider: Provider, language: Fact<string>, plan: Plan): Known<boolean> {
  const name = 'runtime.static';
  const shows = plan.framework?.state === 'known' ? plan.framework : language;
  if (plan.static !== true || shows.state !== 'known') {
    return defaulted(name, plan.static === true, RAILPACK, railpackSource(provider.source));
  }
  return derive(name, [shows], () => true);
}

function startFact(provider: Provider, plan: Plan): Fact<string> {
  const name = 'start.command';
  const command = plan.startCommand;
  if (command === undefined || command === '') return absent(name);
  if (typeof command !== 'string') return renamed(command, name);
  return defaulted(name, command, RAILPACK, railpackSource(provider.source));
}
