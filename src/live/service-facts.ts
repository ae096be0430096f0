import { live, type Fact } from '../model/fact.ts';
import type { FactName, ServiceFacts } from '../model/facts.ts';
import type { LiveFacts, LiveNeighbour, VolumeMount } from '../model/facts/live.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { LiveInput, LiveService, LiveState, LiveValue, LiveVolume } from '../model/live-state.ts';
import { absentPaths } from './absent-paths.ts';
import { mentionedNames } from './mentions.ts';
import { placeAt } from './place-at.ts';

/** The facts `live.*` of a service but for the drift: what the platform says, whatever the files say. The files tell which variables somebody names. */
export function liveFacts({ state, service }: LiveInput, files: ProjectFiles): ReadonlyMap<FactName, Fact<unknown>> {
  const place = (field: string) => placeAt(service, state, field);
  const mentioned = mentionedNames(service.variables.map(({ name }) => name), files);
  const values: { readonly [N in Exclude<keyof LiveFacts, 'live.drift'>]: ServiceFacts[N] } = {
    'live.service': {
      id: service.id, name: service.name, project: state.project, environment: state.environment, readAt: state.readAt,
      source: service.source ?? {}, configFile: service.configFile, hasPrivateNetwork: state.hasPrivateNetwork,
      sharedVariables: state.sharedVariables, hasTcpProxy: service.tcpProxies.length > 0,
      deployment: service.deployment && { ...service.deployment, at: live('deployment', service.deployment.status, place('deployment')) },
    },
    'live.variables': service.variables.map((variable) => ({
      ...variable, at: live('variable', variable.shown, place(`variables.${variable.name}`)), isMentioned: mentioned.has(variable.name),
    })),
    'live.settings': Object.entries(service.settings).map(([setting, value]) => ({ setting, value, at: live(setting, textOf(value), place(setting)) })),
    'live.neighbours': state.services.filter(({ id }) => id !== service.id).map((other) => neighbourOf(other, state)),
    'live.volumes': service.volumes.map((volume) => mountOf(volume, service, state)),
    'live.regions': service.regions.map(({ region, replicas }) => ({ region, replicas, at: live('deploy.region', region, place('deploy.multiRegionConfig')) })),
    'live.domains': service.domains.map(({ domain, kind, port }) => ({ domain, kind, port, at: live('domain', domain, place('networking')) })),
    'live.absentPaths': absentPaths({ state, service }, files),
  };
  return new Map(Object.entries(values).map(([name, value]) => [name as FactName, live(name, value, place('service'))]));
}

function neighbourOf(other: LiveService, state: LiveState): LiveNeighbour {
  return {
    id: other.id, name: other.name, source: other.source ?? {}, variables: other.variables,
    regions: other.regions.map(({ region }) => region), volumes: other.volumes.map((volume) => mountOf(volume, other, state)), at: live('service', other.name, placeAt(other, state, 'service')),
    hasDomain: other.domains.length > 0, hasTcpProxy: other.tcpProxies.length > 0,
  };
}

function mountOf({ mountPath, region, sizeMb, usedMb }: LiveVolume, service: LiveService, state: LiveState): VolumeMount {
  return { mountPath, region, sizeMb, usedMb, at: live('volume', mountPath, placeAt(service, state, 'volumes')) };
}

function textOf(value: LiveValue): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
