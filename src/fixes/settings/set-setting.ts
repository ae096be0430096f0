import { SETTING_KEYS } from '../../adapters/setting-keys.ts';
import type { Placing } from '../../documents/edits/data-edit.ts';
import { nodeAt } from '../../documents/edits/node-at.ts';
import type { Plain, Planned } from '../../model/change.ts';
import type { FactName } from '../../model/facts.ts';
import type { FixContext, WantedFact } from '../context.ts';
import { refused } from '../planned.ts';
import { changeData, readTree } from './data-change.ts';
import { ownerOf, settingPath, type Owner } from './owner.ts';

/** Settings that belong beside others: a new key stands behind the last of these. */
const NEIGHBOURS: Partial<Readonly<Record<FactName, readonly string[]>>> = {
  'deploy.healthcheckPath': ['startCommand', 'preDeployCommand'],
  'deploy.healthcheckTimeout': ['healthcheckPath'],
  'deploy.drainingSeconds': ['overlapSeconds', 'healthcheckTimeout', 'healthcheckPath'],
  'deploy.restartRetries': ['restartPolicyType'],
};

/** Writes a setting of build, deployment or runtime in the file that owns it. */
export async function setSetting(wanted: WantedFact, context: FixContext): Promise<Planned> {
  if (wanted.fact === 'runtime.version') return (await import('./set-version.ts')).setVersion(wanted, context);
  const owner = ownerOf(wanted.fact, context);
  if ('because' in owner) return refused(owner.because);
  if (owner.by === 'railway-ts') return (await import('../javascript/railway-ts.ts')).setRailwayTsSetting(wanted, context);
  return changeSetting(wanted, owner, context);
}

/** Writes a setting into a data file. */
async function changeSetting({ fact, value }: WantedFact, owner: Owner, context: FixContext): Promise<Planned> {
  const { file } = owner;
  const root = await readTree(file);
  if (root === undefined) return refused(`${file.path} cannot be read`);
  const path = settingPath(fact, owner, root, context);
  if (path === undefined) return refused(`${file.path} has no place for ${fact} yet`);
  const node = nodeAt(root, path);
  if (value === undefined) return node === undefined ? refused(`${file.path} does not set it`) : changeData(file, { kind: 'remove', path });
  const before = node === undefined || node.kind === 'object' || node.kind === 'array' ? undefined : (node.value ?? undefined);
  const written = wordFor(fact, owner, { value, before });
  if (written === undefined) return refused(`${file.path} has no word for ${fact} = ${value}`);
  return changeData(file, { kind: 'set', path, value: written, placing: placingOf(fact) });
}

function wordFor(fact: FactName, { by }: Owner, { value, before }: { readonly value: Plain; readonly before: Plain | undefined }): Plain | undefined {
  return SETTING_KEYS[by]?.find((field) => field.fact === fact)?.written(value, before);
}

function placingOf(fact: FactName): Placing {
  const after = NEIGHBOURS[fact];
  return after === undefined ? 'last' : { after };
}
