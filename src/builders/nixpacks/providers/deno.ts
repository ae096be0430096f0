import { findNode } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import { findFiles, hasFile, readFile, textOf } from '../app.ts';
import type { App } from '../app.ts';
import { NO_START, firstFile, shownBy, startWith, unknownStart } from '../plan.ts';
import type { Plan, Provider, Start } from '../plan.ts';

export const deno: Provider = {
  name: 'deno',
  language: 'deno',
  source: 'deno.rs',
  detects: (app) => CONFIGS.find((path) => hasFile(app, path)) ?? findFiles(app, isScript).find((path) => importsFromDeno(textOf(app, path))),
  plan: planDeno,
};

const CONFIGS = ['deno.json', 'deno.jsonc'] as const;
const REGISTRY = 'https://deno.land/';

function isScript(path: string): boolean {
  return /\.[tj]sx?$/.test(path);
}

/** Longer than any real import, so that a file of one endless line stays cheap. */
const LONGEST = 2000;

/** True when a line imports a file from deno.land, be it in a comment. */
function importsFromDeno(text: string): boolean {
  for (let at = text.indexOf(REGISTRY); at !== -1; at = text.indexOf(REGISTRY, at + 1)) {
    const before = text.slice(Math.max(0, at - LONGEST), at).split('\n').at(-1) ?? '';
    const quote = before.slice(-1);
    const first = before.indexOf('import ');
    if (!'"\'`'.includes(quote) || quote === '' || first === -1) continue;
    const clause = before.slice(first + 'import '.length, -1);
    if (clause.length > ' from '.length && clause.endsWith(' from ') && /^[^"'`]+\.(?:ts|js|tsx|jsx)["'`]/.test(nextPart(text, at))) return true;
  }
  return false;
}

/** What follows the address of the registry, as far as an import can reach. */
function nextPart(text: string, at: number): string {
  return text.slice(at + REGISTRY.length, at + REGISTRY.length + LONGEST);
}

async function planDeno(app: App): Promise<Plan> {
  const config = CONFIGS.find((path) => hasFile(app, path));
  return {
    start: await planStart(app),
    packageManager: config === undefined ? undefined : shownBy(app, 'runtime.packageManager', 'deno', config),
    manifest: firstFile(app, 'runtime.manifest', CONFIGS),
    lockFile: firstFile(app, 'runtime.lockFile', ['deno.lock']),
  };
}

async function planStart(app: App): Promise<Start> {
  if (CONFIGS.some((path) => hasFile(app, path))) {
    const task = await readStartTask(app);
    if (task === 'broken') return unknownStart('nixpacks stops: neither deno.json nor deno.jsonc can be read');
    if (task !== undefined) return startWith(task);
  }
  const [index] = findFiles(app, (path) => /(?:^|\/)index\.[tj]sx?$/.test(path));
  return index === undefined ? NO_START : startWith(`deno run --allow-all ${index}`);
}

/** The start task of deno.json, or of deno.jsonc when the first is missing or no plain JSON. */
async function readStartTask(app: App): Promise<string | undefined> {
  for (const path of CONFIGS) {
    const file = readFile(app, path);
    if (file === undefined) continue;
    const parsed = await parseJson(file.text, { comments: path === 'deno.jsonc' });
    if (!parsed.ok || parsed.document.root.kind !== 'object') continue;
    const start = findNode(parsed.document.root, ['tasks', 'start']);
    if (start === undefined || start.kind === 'null') return undefined;
    if (start.kind === 'string') return String(start.value);
  }
  return 'broken';
}
