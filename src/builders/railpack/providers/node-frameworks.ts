import { findNode, stringOf } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import { declared } from '../../../model/fact.ts';
import type { Known } from '../../../model/fact.ts';
import type { Range } from '../../../text/range.ts';
import { dependencyOf, scriptOf } from '../../shared/package-json.ts';
import type { PackageJson } from '../../shared/package-json.ts';
import { firstOf } from '../plan.ts';
import type { BuildInput } from '../plan.ts';

/** Start scripts that only serve a development build: a site with one is still served as files. */
const DEVELOPMENT_STARTS = ['ng serve', 'react-scripts start', 'expo start', 'next start', 'react-router-serve ./build/server/index.js'];

const ASTRO_ADAPTERS = ['@astrojs/node', '@astrojs/vercel', '@astrojs/cloudflare', '@astrojs/netlify'];

/** What railpack knows about the frameworks of a package.json. */
export interface Frameworks {
  /** The framework, declared at its dependency or its build script. */
  readonly framework: Known<string> | undefined;
  /** True for a site of files, which railpack serves with Caddy. */
  readonly isSite: boolean;
  readonly isVite: boolean;
  readonly isAstro: boolean;
}

/** Recognises frameworks as https://github.com/railwayapp/railpack/tree/b5e80580/core/providers/node does. */
export async function findFrameworks(input: BuildInput, manifest: PackageJson): Promise<Frameworks> {
  const checks = await checksOf(input, manifest);
  const isSite = servesFiles(input, manifest, checks);
  const name = frameworkName(checks, isSite);
  return {
    framework: name === undefined ? undefined : declared('runtime.framework', name, manifest.file, placeOf(manifest, name)),
    isSite,
    isVite: checks.vite,
    isAstro: checks.astro,
  };
}

/** True for SvelteKit, which railpack starts as a Node server when its adapter chooses by itself. */
export function isSvelteKit(manifest: PackageJson): boolean {
  return has(manifest, 'svelte') && has(manifest, '@sveltejs/kit');
}

/** True for TanStack Start, which must be a production dependency. */
export function isTanstackStart(manifest: PackageJson): boolean {
  return dependencyOf(manifest, '@tanstack/react-start', ['dependencies']) !== undefined;
}

/** What the checks look at. */
interface Signs {
  readonly manifest: PackageJson;
  /** The build script in small letters. */
  readonly build: string;
  /** Texts of the configuration files, undefined where there is none. */
  readonly astroConfig: string | undefined;
  readonly nextConfig: string | undefined;
  readonly routerConfig: string | undefined;
  readonly viteConfig: string | undefined;
}

function signsOf({ folder }: BuildInput, manifest: PackageJson): Signs {
  const configOf = (...names: string[]) => {
    const path = firstOf(folder, names);
    return path === undefined ? undefined : (folder.text(path) ?? '');
  };
  return {
    manifest,
    build: (scriptOf(manifest, 'build') ?? '').toLowerCase(),
    astroConfig: configOf('astro.config.mjs', 'astro.config.ts'),
    nextConfig: configOf('next.config.js', 'next.config.mjs', 'next.config.ts'),
    routerConfig: configOf('react-router.config.js', 'react-router.config.ts'),
    viteConfig: configOf('vite.config.js', 'vite.config.ts'),
  };
}

async function checksOf(input: BuildInput, manifest: PackageJson) {
  const signs = signsOf(input, manifest);
  const { build } = signs;
  const astro = signs.astroConfig !== undefined && build.includes('astro build');
  return {
    vite: isVite(signs),
    astro,
    astroSite: astro && !runsAstroServer(signs),
    next: has(manifest, 'next'),
    nextSite: has(manifest, 'next') && exportsNext(signs),
    cra: has(manifest, 'react-scripts') && build.includes('react-scripts build'),
    angular: has(manifest, '@angular/core') && build.includes('ng build') && (await hasAngularOutput(input)),
    expo: has(manifest, 'expo') && has(manifest, 'react-native-web') && (await exportsExpo(input)),
    router: isRouter(signs),
    routerSite: turnsServerOff(signs.routerConfig ?? ''),
    nuxt: has(manifest, 'nuxt'),
    remix: has(manifest, '@remix-run/node'),
    tanstack: isTanstackStart(manifest),
    svelte: isSvelteKit(manifest),
  };
}

/** Vite needs a build; SvelteKit and TanStack Start use it without making a site of files. */
function isVite({ manifest, build, viteConfig }: Signs): boolean {
  if (isSvelteKit(manifest) || isTanstackStart(manifest)) return false;
  return has(manifest, 'vite') && build !== '' && (build.includes('vite build') || viteConfig !== undefined);
}

function runsAstroServer({ manifest, astroConfig = '' }: Signs): boolean {
  return astroConfig.includes("output: 'server'") || ASTRO_ADAPTERS.some((name) => has(manifest, name));
}

function exportsNext({ nextConfig = '' }: Signs): boolean {
  return nextConfig.includes("output: 'export'") || nextConfig.includes('output: "export"');
}

function isRouter({ manifest, build, routerConfig }: Signs): boolean {
  if (build === '') return false;
  return routerConfig !== undefined || build.includes('react-router build') || has(manifest, '@react-router/dev');
}

type Checks = Awaited<ReturnType<typeof checksOf>>;

function servesFiles({ settings }: BuildInput, manifest: PackageJson, checks: Checks): boolean {
  if (settings.isSet('NO_SPA')) return false;
  if (settings.variable('SPA_OUTPUT_DIR')) return true;
  const start = settings.startCommand ?? scriptOf(manifest, 'start') ?? '';
  if (start !== '' && !DEVELOPMENT_STARTS.includes(start)) return false;
  return siteFramework(checks) !== undefined;
}

/** The framework that makes a site of files; React Router decides alone where it is used. */
function siteFramework(checks: Checks): string | undefined {
  if (checks.router) return checks.routerSite ? 'react-router' : undefined;
  if (checks.vite) return 'vite';
  if (checks.astroSite) return 'astro';
  if (checks.nextSite) return 'next';
  if (checks.cra) return 'cra';
  if (checks.angular) return 'angular';
  return checks.expo ? 'expo' : undefined;
}

function frameworkName(checks: Checks, isSite: boolean): string | undefined {
  if (isSite) return siteFramework(checks);
  const servers = {
    next: checks.next, nuxt: checks.nuxt, remix: checks.remix, 'tanstack-start': checks.tanstack, vite: checks.vite,
    'react-router': checks.router, astro: checks.astro, sveltekit: checks.svelte,
  };
  return Object.entries(servers).find(([, matches]) => matches)?.[0];
}

/** Packages whose line shows a framework. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  remix: ['@remix-run/node'], 'tanstack-start': ['@tanstack/react-start'], 'react-router': ['@react-router/dev', 'react-router'],
  cra: ['react-scripts'], angular: ['@angular/core'], sveltekit: ['@sveltejs/kit'],
};

function placeOf(manifest: PackageJson, framework: string): Range {
  const names = PACKAGES[framework] ?? [framework];
  const entry = names.map((name) => dependencyOf(manifest, name)).find((found) => found !== undefined);
  const build = findNode(manifest.root, ['scripts', 'build']);
  if (entry !== undefined) return { start: entry.keyRange.start, end: entry.value.range.end };
  return build?.range ?? { start: 0, end: 0 };
}

function has(manifest: PackageJson, name: string): boolean {
  return dependencyOf(manifest, name) !== undefined;
}

/** Angular's site needs a place for its files: of the project that RAILPACK_ANGULAR_PROJECT names, else of the first. */
async function hasAngularOutput({ folder, settings }: BuildInput): Promise<boolean> {
  const parsed = await parseJson(folder.text('angular.json') ?? '');
  const projects = parsed.ok ? findNode(parsed.document.root, ['projects']) : undefined;
  if (projects?.kind !== 'object') return false;
  const wanted = settings.variable('ANGULAR_PROJECT');
  const project = projects.entries.find((entry) => !wanted || entry.key === wanted)?.value;
  const options = findNode(project, ['architect', 'build', 'options']);
  const path = findNode(options, ['outputPath']);
  if (path !== undefined && path.kind !== 'string') return false;
  const builder = stringOf(findNode(project, ['architect', 'build', 'builder']));
  const inSubfolder = builder === '@angular-devkit/build-angular:application' || Boolean(stringOf(findNode(options, ['browser'])));
  return inSubfolder || Boolean(stringOf(path));
}

/** True when app.json exports the web build as files. */
async function exportsExpo({ folder }: BuildInput): Promise<boolean> {
  const parsed = await parseJson(folder.text('app.json') ?? '', { comments: true });
  const output = parsed.ok ? stringOf(findNode(parsed.document.root, ['expo', 'web', 'output'])) : undefined;
  return ['static', 'single'].includes(output?.toLowerCase() ?? '');
}

/** Blanks that may stand around a key; a longer run of them is no configuration. */
const MOST_BLANKS = 200;

/** True when a configuration of React Router says `ssr: false`, as railpack finds it in the text. */
function turnsServerOff(text: string): boolean {
  let index = text.indexOf('ssr');
  while (index !== -1) {
    const before = text.slice(Math.max(0, index - MOST_BLANKS), index).replace(/['"]$/, '');
    const after = text.slice(index + 3, index + MOST_BLANKS);
    if (/^['"]?\s*:\s*false\b/.test(after) && beginsKey(before)) return true;
    index = text.indexOf('ssr', index + 3);
  }
  return false;
}

/** True when a key may follow this text: after a brace, a comma or a new line. */
function beginsKey(before: string): boolean {
  const blank = before.length - before.trimEnd().length;
  return before.length === blank || /[{,]$/.test(before.trimEnd()) || before.slice(before.length - blank).includes('\n');
}
