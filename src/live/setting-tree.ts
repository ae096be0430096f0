import type { DataNode, ObjectNode } from '../documents/data.ts';
import type { LiveService, LiveValue } from '../model/live-state.ts';

const NOWHERE = { start: 0, end: 0 };

/** What the settings of a service would be as a railway.json: `build` and `deploy` with what is set below them. */
export function settingTree({ settings, regions }: Pick<LiveService, 'settings' | 'regions'>): ObjectNode {
  const root = new Map<string, Branch>();
  for (const [setting, value] of Object.entries(settings)) plant(root, setting.split('.'), value);
  if (regions.length > 0) plant(root, ['deploy', 'multiRegionConfig'], new Map(regions.map(({ region, replicas }) => [region, new Map([['numReplicas', replicas]])])));
  return objectOf(root);
}

type Branch = LiveValue | Map<string, Branch>;

function plant(tree: Map<string, Branch>, [key = '', ...below]: readonly string[], value: Branch): void {
  if (below.length === 0) return void tree.set(key, value);
  const known = tree.get(key);
  const branch = known instanceof Map ? known : new Map<string, Branch>();
  tree.set(key, branch);
  plant(branch, below, value);
}

function objectOf(tree: ReadonlyMap<string, Branch>): ObjectNode {
  return { kind: 'object', entries: [...tree].map(([key, branch]) => ({ key, keyRange: NOWHERE, value: nodeOf(branch) })), range: NOWHERE };
}

function nodeOf(branch: Branch): DataNode {
  if (branch instanceof Map) return objectOf(branch);
  if (typeof branch === 'string') return { kind: 'string', value: branch, range: NOWHERE };
  if (typeof branch === 'number') return { kind: 'number', value: branch, range: NOWHERE };
  if (typeof branch === 'boolean') return { kind: 'boolean', value: branch, range: NOWHERE };
  return { kind: 'array', items: branch.map(nodeOf), range: NOWHERE };
}
