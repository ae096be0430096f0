import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as toml from 'toml';

/** The railway.toml or railway.json that a service reads, with its path from the project's root; undefined where the scan found none. */
export function railwayFile(project, { facts }) {
  const files = (facts['build.configFiles']?.value ?? []).filter(({ kind }) => /^railway-(?:toml|json)$/.test(kind.value));
  const path = (files.find(({ live }) => live) ?? files[0])?.path;
  if (path === undefined) return undefined;
  try {
    const text = readFileSync(join(project, path), 'utf8').replace(/^\uFEFF/, '');
    return { path, settings: path.endsWith('.toml') ? toml.parse(text) : JSON.parse(text) };
  } catch {
    return { path, settings: {} };
  }
}

const TEXTS = ['builder', 'buildCommand', 'dockerfilePath', 'startCommand', 'healthcheckPath', 'restartPolicyType', 'cronSchedule'];
const NUMBERS = ['healthcheckTimeout', 'restartPolicyMaxRetries', 'overlapSeconds', 'drainingSeconds'];

/** What the platform holds where somebody has brought a file's settings there: words of Railway's own in capitals. */
export function settingsOf(settings) {
  const section = (name) => Object.fromEntries(Object.entries(settings[name] ?? {}).flatMap(([key, value]) => {
    if (TEXTS.includes(key) && typeof value === 'string') return [[key, /^(?:builder|restartPolicyType)$/.test(key) ? value.toUpperCase() : value]];
    if (NUMBERS.includes(key) && Number.isFinite(Number(value))) return [[key, Number(value)]];
    if (key === 'sleepApplication') return [[key, value === true]];
    if (key === 'watchPatterns' && Array.isArray(value)) return [[key, value.map(String)]];
    return key === 'preDeployCommand' ? [[key, [value].flat().map(String)]] : [];
  }));
  return { build: section('build'), deploy: section('deploy') };
}
