import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { json } from './files.mjs';

/**
 * What the platform holds: `status` and `config` in the forms of `railway status --json` and `railway environment config --json`, `linked` with the
 * ids of what the folder is linked to, or null, and `plan`, what `railway config plan --json` prints.
 */
export function readState() {
  const file = process.env.RAILWAY_DOUBLE_STATE;
  const given = file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const status = given.status ?? json('status.json');
  const [environment] = status.environments.edges;
  return { status, config: given.config ?? json('environment-config.json'), plan: given.plan, linked: given.linked === undefined ? { project: status.id, environment: environment.node.id } : given.linked };
}

/** Keeps the state for the next call. */
export function writeState(state) {
  const file = process.env.RAILWAY_DOUBLE_STATE;
  if (file !== undefined) writeFileSync(file, JSON.stringify(state, undefined, 2));
}

/** What a patch makes of a value: objects are merged, null takes a key away, as Railway does it. */
export function merged(value, patch) {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result = { ...value };
  for (const [key, each] of Object.entries(patch)) {
    if (each === null) delete result[key];
    else result[key] = merged(result[key], each);
  }
  return result;
}
