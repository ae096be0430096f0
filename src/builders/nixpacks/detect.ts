import { absent, defaulted, undecidable } from '../../model/fact.ts';
import type { Evidence, Fact, Known, Unresolved } from '../../model/fact.ts';
import { baseName } from '../../model/files.ts';
import type { Detect, Detection, DetectionInput } from '../detection.ts';
import { settingFact } from './app.ts';
import type { App } from './app.ts';
import { isAuto, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { applyPackages } from './packages.ts';
import { shownBy } from './plan.ts';
import { sourceLink } from './source-link.ts';
import type { Plan, Provider, Start } from './plan.ts';
import { PROVIDERS } from './providers.ts';
import type { VersionPlan } from './versions.ts';

/** Nixpacks steps into a lone subfolder again and again; this is deeper than any real project. */
const DEEPEST = 20;

/** What nixpacks (at f51d7fd5, its last release) decides about a folder. */
export const detectNixpacks: Detect = async (input) => {
  let root = input.root;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const name = root === '' ? input.folderName : baseName(root);
    const app: App = { files: input.files, root, environment: input.environment, name };
    const found = await detectFolder(app);
    if (found !== 'nothing') return withRoot(found, input, root);
    const next = loneFolder(app);
    if (next === undefined) return undefined;
    root = next;
  }
  return undefined;
};

function withRoot(found: Detection | undefined, input: DetectionInput, root: string): Detection | undefined {
  return found === undefined || root === input.root ? found : { ...found, root };
}

/** The only folder inside a folder, where nixpacks looks next when it finds nothing to build. */
function loneFolder({ files, root }: App): string | undefined {
  const start = root === '' ? 0 : root.length + 1;
  const names = new Set<string>();
  for (const path of files.below(root)) {
    const slash = path.indexOf('/', start);
    if (slash !== -1) names.add(path.slice(0, slash));
  }
  const [only] = names;
  return names.size === 1 ? only : undefined;
}

/** A provider that runs, and why. */
interface Choice {
  readonly provider: Provider;
  readonly language: Known<string>;
}

async function detectFolder(app: App): Promise<Detection | undefined | 'nothing'> {
  const config = await readConfig(app);
  const configured: App = { ...app, environment: config.environment };
  const choices = await chooseProviders(configured, config);
  if (choices.length === 0) {
    const versions = applyPackages([], config.packages);
    if (versions.length === 0) return config.hasPhases || config.refusal !== undefined ? undefined : 'nothing';
    return { ...emptyDetection(), versions: versionsOf(versions), requests: versions.flatMap((plan) => plan.requests) };
  }
  const plans: { readonly choice: Choice; readonly plan: Plan }[] = [];
  for (const choice of choices) plans.push({ choice, plan: await choice.provider.plan(configured) });
  return combine(configured, config, plans);
}

async function chooseProviders(app: App, config: Config): Promise<readonly Choice[]> {
  const listed = config.providers;
  if (listed === undefined) return detectProvider(app);
  const found = listed.some((item) => isAuto(item.value)) ? await detectProvider(app) : [];
  const choices = new Map<string, Choice>();
  for (const item of listed) {
    const provider = PROVIDERS.find((candidate) => candidate.name === item.value);
    const named = provider && { provider, language: { ...item, name: 'runtime.language', value: provider.language } };
    const chosen = isAuto(item.value) ? found : [named].filter((choice) => choice !== undefined);
    for (const choice of chosen) if (!choices.has(choice.provider.name)) choices.set(choice.provider.name, choice);
  }
  return [...choices.values()];
}

async function detectProvider(app: App): Promise<readonly Choice[]> {
  for (const provider of PROVIDERS) {
    const path = await provider.detects(app);
    if (path === undefined) continue;
    return [{ provider, language: shownBy(app, 'runtime.language', provider.language, path) }];
  }
  return [];
}

function combine(app: App, config: Config, plans: readonly { readonly choice: Choice; readonly plan: Plan }[]): Detection {
  const [first] = plans;
  if (first === undefined) return emptyDetection();
  const { plan, choice } = first;
  const others = plans.slice(1).flatMap((other) => other.plan.versions ?? []);
  const versions = mergeVersions(applyPackages(plan.versions ?? [], config.packages), others);
  const starting = plans.find((candidate) => candidate.plan.start.kind !== 'none') ?? first;
  return {
    language: choice.language,
    framework: plan.framework ?? absent('runtime.framework'),
    packageManager: plan.packageManager ?? absent('runtime.packageManager'),
    static: defaulted('runtime.static', plan.isStatic === true, 'nixpacks', sourceLink(choice.provider.source)),
    startCommand: startFact(app, config, starting.choice.provider, starting.plan.start),
    requests: versions.flatMap((version) => version.requests),
    versions: versionsOf(versions),
    manifest: plan.manifest ?? absent('runtime.manifest'),
    lockFile: plan.lockFile ?? absent('runtime.lockFile'),
  };
}

function emptyDetection(): Detection {
  return {
    language: absent('runtime.language'),
    framework: absent('runtime.framework'),
    packageManager: absent('runtime.packageManager'),
    static: defaulted('runtime.static', false, 'nixpacks', sourceLink('mod.rs')),
    startCommand: absent('start.command'),
    requests: [],
    versions: {},
    manifest: absent('runtime.manifest'),
    lockFile: absent('runtime.lockFile'),
  };
}

function startFact(app: App, config: Config, provider: Provider, start: Start): Fact<string> {
  const name = 'start.command';
  const stop = config.refusal ?? unknownProvider(config);
  if (stop !== undefined) return undecidable(name, stop.because, stop.from);
  if (start.kind === 'none') return absent(name);
  if (start.kind === 'unknown') return undecidable(name, start.because, start.from);
  const unresolved = (provider.startVariables ?? []).map((variable) => settingFact(app, variable));
  const blocking = unresolved.filter((fact): fact is Unresolved => fact?.state === 'unresolved');
  if (blocking.length > 0) return undecidable(name, 'a variable that nixpacks reads has no known value', blocking);
  return defaulted(name, start.command, 'nixpacks default', sourceLink(provider.source));
}

/** Nixpacks stops at a provider that it does not know. */
function unknownProvider(config: Config): { readonly because: string; readonly from: readonly Evidence[] } | undefined {
  const item = config.providers?.find(({ value }) => !isAuto(value) && PROVIDERS.every((provider) => provider.name !== value));
  return item === undefined ? undefined : { because: `nixpacks stops: it has no provider ${item.value}`, from: [item] };
}

/** One plan per tool: the first provider's word on its own tools, then those of the others. */
function mergeVersions(plans: readonly VersionPlan[], others: readonly VersionPlan[]): readonly VersionPlan[] {
  const tools = new Set(plans.map((plan) => plan.tool));
  return [...plans, ...others.filter((plan) => !tools.has(plan.tool))];
}

function versionsOf(plans: readonly VersionPlan[]): Readonly<Record<string, Fact<string>>> {
  return Object.fromEntries(plans.map((plan) => [plan.tool, plan.version]));
}
