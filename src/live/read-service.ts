import type { LiveDomain, LiveRegion, LiveService, LiveSource, LiveVolume } from '../model/live-state.ts';
import { byText } from '../text/order.ts';
import type { StatusInstance } from './read-status.ts';
import { readRegions, readSettings } from './read-settings.ts';
import { readVariables } from './read-variables.ts';
import { redactText } from './redact-text.ts';
import { shownName } from './shown-name.ts';
import { at, booleanAt, defined, entriesAt, isNothing, numberAt, objectAt, optionalAt, textAt, type ValueAt } from './value-at.ts';

/** What is known of a service before it is read. */
interface ServiceAnswer {
  readonly id: string;
  readonly name: string;
  /** Its entry in the configuration of the environment; nothing where it has none. */
  readonly config: ValueAt;
  readonly instance: StatusInstance | undefined;
  /** Volumes of the environment by their ids. */
  readonly volumes: ValueAt;
}

/** A service out of both answers. */
export function readService({ id, name, config, instance, volumes }: ServiceAnswer): LiveService {
  const regions = readRegions(config);
  const networking = at(config, 'networking');
  return {
    id, name, settings: withReplicas(readSettings(config), regions, instance), regions, volumes: volumesOf(at(config, 'volumeMounts'), volumes, instance),
    domains: domainsOf(networking, instance), tcpProxies: portsOf(at(networking, 'tcpProxies')), variables: readVariables(at(config, 'variables')),
    ...defined({ source: sourceOf(at(config, 'source'), instance?.source), configFile: optionalAt(at(config, 'configFile'), shownText), deployment: instance?.deployment }),
  };
}

/** The settings with the number of replicas that the status tells, where the configuration tells none. */
function withReplicas(settings: LiveService['settings'], regions: readonly LiveRegion[], instance: StatusInstance | undefined): LiveService['settings'] {
  const replicas = regions.length > 0 || 'deploy.numReplicas' in settings ? undefined : instance?.replicas;
  return replicas === undefined ? settings : { ...settings, 'deploy.numReplicas': replicas };
}

function portsOf(proxies: ValueAt): readonly number[] {
  return entriesAt(proxies).filter(([port, place]) => /^\d{1,5}$/.test(port) && !isNothing(place)).map(([port]) => Number(port)).sort((a, b) => a - b);
}

const shownText = (place: ValueAt): string => redactText(textAt(place));

function sourceOf(config: ValueAt, status: ValueAt | undefined): LiveSource | undefined {
  const of = (key: string): string | undefined => optionalAt(at(config, key), shownText) ?? (status === undefined ? undefined : optionalAt(at(status, key), shownText));
  const source = defined({
    repo: of('repo'), branch: optionalAt(at(config, 'branch'), shownText), image: of('image'),
    rootDirectory: optionalAt(at(config, 'rootDirectory'), (place) => shownText(place).replaceAll(/^\/+|\/+$/g, '')),
  });
  return Object.keys(source).length === 0 ? undefined : source;
}

/** Mounts of the configuration with what is in use of them; volumes that only one of the answers has too. */
function volumesOf(mounts: ValueAt, volumes: ValueAt, instance: StatusInstance | undefined): readonly LiveVolume[] {
  const used = new Map((instance?.volumes ?? []).map((volume) => [volume.id, volume]));
  const mounted = new Map(entriesAt(mounts).filter(([, mount]) => !isNothing(mount)).map(([id, mount]) => [id, optionalAt(at(objectAt(mount), 'mountPath'), shownText)]));
  return [...new Set([...mounted.keys(), ...used.keys()])].flatMap((id): LiveVolume[] => {
    const volume = at(volumes, id);
    const mountPath = mounted.get(id) ?? used.get(id)?.mountPath;
    if (mountPath === undefined || optionalAt(at(volume, 'isDeleted'), booleanAt) === true) return [];
    const sizeMb = optionalAt(at(volume, 'sizeMB'), numberAt) ?? optionalAt(at(volume, 'sizeMb'), numberAt) ?? used.get(id)?.sizeMb;
    return [{ id, mountPath, ...defined({ region: optionalAt(at(volume, 'region'), shownText), sizeMb, usedMb: used.get(id)?.usedMb }) }];
  }).sort((a, b) => byText(a.mountPath, b.mountPath) || byText(a.id, b.id));
}

/** Domains of both answers; the port of the configuration goes before that of the status. */
function domainsOf(networking: ValueAt, instance: StatusInstance | undefined): readonly LiveDomain[] {
  const found = new Map((instance?.domains ?? []).map((domain) => [domain.domain, domain]));
  for (const [key, kind] of [['serviceDomains', 'service'], ['customDomains', 'custom']] as const) {
    for (const [written, place] of entriesAt(at(networking, key))) {
      if (isNothing(place)) continue;
      const domain = shownName(written);
      const port = optionalAt(at(place, 'port'), numberAt);
      found.set(domain, { ...found.get(domain), domain, kind, ...(port === undefined ? {} : { port }) });
    }
  }
  return [...found.values()].sort((a, b) => byText(a.domain, b.domain));
}
