import type { LiveEdit } from '../model/live-plan.ts';
import type { LiveRegion, LiveService, LiveState, LiveValue, LiveVariable } from '../model/live-state.ts';
import { byText } from '../text/order.ts';
import { variableAfter } from './variable-after.ts';

/** The setting that holds the replicas of a service that no region is chosen for. */
export const REPLICAS = 'deploy.numReplicas';

/** What the platform would say after some edits; nothing is made. */
export function withEdits(state: LiveState, edits: readonly LiveEdit[]): LiveState {
  const services = state.services.map((service) => edits.filter((edit) => edit.service.id === service.id).reduce(withEdit, service));
  return { ...state, services };
}

function withEdit(service: LiveService, edit: LiveEdit): LiveService {
  if (edit.kind === 'variable') {
    const before = service.variables.find(({ name }) => name === edit.variable);
    return { ...service, variables: replaced(service.variables, edit.variable, variableAfter(edit.variable, before, edit.to)) };
  }
  if (edit.kind === 'setting') return { ...service, settings: withSetting(service.settings, edit.setting, edit.value) };
  const { region, replicas } = edit;
  const settings = REPLICAS in service.settings || region === undefined ? withSetting(service.settings, REPLICAS, replicas) : service.settings;
  return { ...service, settings, regions: region === undefined ? service.regions : scaled(service.regions, { region, replicas }) };
}

function replaced(variables: readonly LiveVariable[], name: string, variable: LiveVariable | undefined): readonly LiveVariable[] {
  const others = variables.filter((each) => each.name !== name);
  return variable === undefined ? others : [...others, variable].sort((a, b) => byText(a.name, b.name));
}

function withSetting(settings: LiveService['settings'], setting: string, value: LiveValue | undefined): LiveService['settings'] {
  const others = Object.entries(settings).filter(([name]) => name !== setting);
  return Object.fromEntries(value === undefined ? others : [...others, [setting, value] as const].sort(([a], [b]) => byText(a, b)));
}

function scaled(regions: readonly LiveRegion[], wanted: LiveRegion): readonly LiveRegion[] {
  return regions.map((each) => (each.region === wanted.region ? wanted : each));
}
