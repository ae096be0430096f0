import { hasFile, settingOf } from '../app.ts';
import type { App } from '../app.ts';
import { findDependency, textAt } from './package-json.ts';
import type { PackageJson } from './package-json.ts';

/** Packages whose projects nixpacks serves as files, unless the other package of the pair stands beside them. */
const SERVED: readonly (readonly [string, ...string[]])[] = [
  ['react', '@remix-run/react', '@react-router/node'], ['vue'], ['svelte', '@sveltejs/kit'], ['preact'], ['lit'], ['solid-js'],
  ['@builder.io/qwik'],
];

/** True when nixpacks serves the built files of a Vite project with Caddy instead of starting the project. */
export function startsCaddy(app: App, json: PackageJson): boolean {
  if (['false', '0'].includes(settingOf(app, 'SPA_CADDY')?.toLowerCase() ?? '')) return false;
  if (json.kind === 'broken' || !isVite(app, json)) return false;
  return settingOf(app, 'SPA_OUT_DIR') !== undefined || isServed(json);
}

function isVite(app: App, json: PackageJson): boolean {
  if (findDependency(json, 'vite') !== undefined) return true;
  if (hasFile(app, 'vite.config.js') || hasFile(app, 'vite.config.ts')) return true;
  return (textAt(json, ['scripts', 'build']) ?? '').toLowerCase().includes('vite build');
}

function isServed(json: PackageJson): boolean {
  return SERVED.some(([wanted, ...unless]) => {
    if (findDependency(json, wanted) === undefined) return false;
    return unless.every((name) => findDependency(json, name) === undefined);
  });
}
