import { settingOfFact, settingValue } from '../adapters/railway-facts.ts';
import type { Change, Plain } from '../model/change.ts';
import type { LiveEdit } from '../model/live-plan.ts';
import type { LiveService } from '../model/live-state.ts';
import { REPLICAS } from './make-edits.ts';

/** What a change comes to on the platform, or why it does not; the reason reads after "because". */
export type Wanted = { readonly edits: readonly LiveEdit[] } | { readonly because: string };

/** The edits of a service on the platform that make a change which a rule wants. */
export function wantedEdits(change: Change, service: LiveService): Wanted {
  const { id, name } = service;
  switch (change.kind) {
    case 'live-variable': return { edits: [{ kind: 'variable', service: { id, name }, variable: change.variable, to: change.to }] };
    case 'live-setting': return settingEdits(change.setting, change.value, service);
    case 'set-fact': {
      const setting = settingOfFact(change.fact);
      const value = settingValue(change.fact, change.value);
      return setting === undefined || value === undefined ? { because: `Railway has no setting for ${change.fact}` } : settingEdits(setting, value, service);
    }
    case 'remove-fact': {
      const setting = settingOfFact(change.fact);
      return setting === undefined ? { because: `Railway has no setting for ${change.fact}` } : settingEdits(setting, undefined, service);
    }
    case 'all': return together(change.changes.map((each) => wantedEdits(each, service)));
    default: return { because: 'part of it stands in files' };
  }
}

/** True for a change of which some part is made on the platform only, so that no file can hold it. */
export function isLiveChange(change: Change): boolean {
  return change.kind === 'all' ? change.changes.some(isLiveChange) : change.kind === 'live-variable' || change.kind === 'live-setting';
}

function settingEdits(setting: string, value: Plain | undefined, service: LiveService): Wanted {
  const { id, name, regions } = service;
  if (setting !== REPLICAS) return { edits: [{ kind: 'setting', service: { id, name }, setting, ...(value === undefined ? {} : { value }) }] };
  const replicas = value ?? 1;
  if (typeof replicas !== 'number' || !Number.isInteger(replicas) || replicas < 1) return { because: `${replicas} is no number of replicas` };
  const [region, ...others] = regions;
  if (others.length > 0) return { because: `${name} runs in ${regions.length} regions, and which of them gets how many replicas is yours to say` };
  return { edits: [{ kind: 'replicas', service: { id, name }, replicas, ...(region === undefined ? {} : { region: region.region }) }] };
}

function together(parts: readonly Wanted[]): Wanted {
  const refused = parts.find((part) => 'because' in part);
  return refused ?? { edits: parts.flatMap((part) => ('edits' in part ? part.edits : [])) };
}
