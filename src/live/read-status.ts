import type { LiveDeployment, LiveDomain } from '../model/live-state.ts';
import { redactText } from './redact-text.ts';
import { shownName } from './shown-name.ts';
import { at, booleanAt, isNothing, itemsAt, numberAt, objectAt, OddValue, optionalAt, textAt, timeAt, type ValueAt } from './value-at.ts';

/** What `railway status --json` says of a service in an environment. */
export interface StatusInstance {
  readonly serviceId: string;
  readonly name: string | undefined;
  readonly replicas: number | undefined;
  readonly source: ValueAt;
  readonly domains: readonly LiveDomain[];
  readonly deployment: LiveDeployment | undefined;
  readonly volumes: readonly StatusVolume[];
}

/** A volume in use, by the id of the volume. */
export interface StatusVolume {
  readonly id: string;
  readonly mountPath: string;
  readonly sizeMb: number | undefined;
  readonly usedMb: number | undefined;
}

/** Names of the project's services by their ids. */
export function namesOf(project: ValueAt): ReadonlyMap<string, string> {
  return new Map(nodesAt(at(project, 'services')).map((service) => [textAt(at(service, 'id')), textAt(at(service, 'name'))]));
}

/** The environment of a name or an id, or the only one that is there and open to the user. */
export function environmentIn(project: ValueAt, wanted: string | undefined): ValueAt {
  const place = at(project, 'environments');
  const all = nodesAt(place).filter((environment) => isNothing(at(environment, 'deletedAt')));
  const open = all.filter((environment) => optionalAt(at(environment, 'canAccess'), booleanAt) !== false);
  if (wanted === undefined) {
    const [only, second] = open;
    if (only !== undefined && second === undefined) return only;
    throw new OddValue(place, only === undefined ? 'holds no environment that you may see' : `holds ${open.length} environments, and none is named`);
  }
  const found = all.find((environment) => isNamed(environment, (text) => text === wanted)) ?? all.find((environment) => isNamed(environment, (text) => text.toLowerCase() === wanted.toLowerCase()));
  if (found === undefined) throw new OddValue(place, 'holds no environment of the name that was asked for');
  if (!open.includes(found)) throw new OddValue(found, 'is an environment that you may not see');
  return found;
}

const isNamed = (environment: ValueAt, isWanted: (text: string) => boolean): boolean => isWanted(textAt(at(environment, 'name'))) || isWanted(textAt(at(environment, 'id')));

/** The services of an environment, each with its volumes. */
export function instancesOf(environment: ValueAt): readonly StatusInstance[] {
  const volumes = nodesAt(at(environment, 'volumeInstances')).filter((volume) => isNothing(at(volume, 'deletedAt')));
  return nodesAt(at(environment, 'serviceInstances')).map((instance) => {
    const serviceId = textAt(at(instance, 'serviceId'));
    return {
      serviceId, name: optionalAt(at(instance, 'serviceName'), textAt), replicas: optionalAt(at(instance, 'numReplicas'), numberAt), source: at(instance, 'source'),
      domains: domainsOf(at(instance, 'domains')), deployment: optionalAt(at(instance, 'latestDeployment'), deploymentOf),
      volumes: volumes.filter((volume) => optionalAt(at(volume, 'serviceId'), textAt) === serviceId).map(volumeOf),
    };
  });
}

function domainsOf(domains: ValueAt): readonly LiveDomain[] {
  const of = (key: string, kind: LiveDomain['kind']): LiveDomain[] => itemsAt(at(domains, key)).map((domain) => {
    const port = optionalAt(at(domain, 'targetPort'), numberAt);
    return { domain: shownName(textAt(at(domain, 'domain'))), kind, ...(port === undefined ? {} : { port }) };
  });
  return [...of('serviceDomains', 'service'), ...of('customDomains', 'custom')];
}

function deploymentOf(deployment: ValueAt): LiveDeployment {
  return { status: redactText(textAt(at(objectAt(deployment), 'status'))), createdAt: timeAt(at(deployment, 'createdAt')) };
}

function volumeOf(volume: ValueAt): StatusVolume {
  return {
    id: textAt(at(at(volume, 'volume'), 'id')), mountPath: redactText(textAt(at(volume, 'mountPath'))),
    sizeMb: optionalAt(at(volume, 'sizeMB'), numberAt), usedMb: optionalAt(at(volume, 'currentSizeMB'), numberAt),
  };
}

/** The nodes of a connection, as GraphQL has lists: `{edges: [{node}]}`. */
function nodesAt(connection: ValueAt): readonly ValueAt[] {
  if (isNothing(connection)) return [];
  return itemsAt(at(objectAt(connection), 'edges')).map((edge) => objectAt(at(objectAt(edge), 'node')));
}
