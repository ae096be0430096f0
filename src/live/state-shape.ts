import type { LiveDeployment, LiveDomain, LiveName, LiveRegion, LiveService, LiveSource, LiveState, LiveValue, LiveVolume } from '../model/live-state.ts';
import { isRedacted } from './redact-text.ts';
import { at, booleanAt, defined, entriesAt, itemsAt, numberAt, objectAt, odd, OddValue, optionalAt, textAt, timeAt, type ValueAt } from './value-at.ts';
import { variableAt } from './variable-shape.ts';

/** The version that is written. */
const VERSION = 1;

/** A state as a file holds it; an OddValue where it is none. Keys that nobody knows are left out. */
export function stateAt(root: ValueAt): LiveState {
  objectAt(root);
  checkVersion(at(root, 'version'));
  return {
    version: VERSION, readAt: timeAt(at(root, 'readAt')), cli: shownAt(at(root, 'cli')), project: nameAt(at(root, 'project')), environment: nameAt(at(root, 'environment')),
    services: listAt(at(root, 'services'), serviceAt), sharedVariables: listAt(at(root, 'sharedVariables'), variableAt), hasPrivateNetwork: booleanAt(at(root, 'hasPrivateNetwork')),
  };
}

function checkVersion(place: ValueAt): void {
  const version = numberAt(place);
  if (version > VERSION) throw new OddValue(place, `is ${version}: the file was made by a newer optimize, and this one reads ${VERSION}`);
  if (version !== VERSION) throw new OddValue(place, `is ${version} where ${VERSION} belongs`);
}

function serviceAt(place: ValueAt): LiveService {
  return {
    ...nameAt(place), settings: settingsAt(at(place, 'settings')), regions: listAt(at(place, 'regions'), regionAt), volumes: listAt(at(place, 'volumes'), volumeAt),
    domains: listAt(at(place, 'domains'), domainAt), tcpProxies: listAt(at(place, 'tcpProxies'), numberAt), variables: listAt(at(place, 'variables'), variableAt),
    ...defined({ source: optionalAt(at(place, 'source'), sourceAt), configFile: optionalAt(at(place, 'configFile'), shownAt), deployment: optionalAt(at(place, 'deployment'), deploymentAt) }),
  };
}

const nameAt = (place: ValueAt): LiveName => ({ id: textAt(at(objectAt(place), 'id')), name: textAt(at(place, 'name')) });
const regionAt = (place: ValueAt): LiveRegion => ({ region: shownAt(at(objectAt(place), 'region')), replicas: numberAt(at(place, 'replicas')) });
const deploymentAt = (place: ValueAt): LiveDeployment => ({ status: shownAt(at(objectAt(place), 'status')), createdAt: timeAt(at(place, 'createdAt')) });

function sourceAt(place: ValueAt): LiveSource {
  objectAt(place);
  return defined({
    repo: optionalAt(at(place, 'repo'), shownAt), branch: optionalAt(at(place, 'branch'), shownAt), image: optionalAt(at(place, 'image'), shownAt),
    rootDirectory: optionalAt(at(place, 'rootDirectory'), shownAt),
  });
}

function volumeAt(place: ValueAt): LiveVolume {
  return {
    id: textAt(at(objectAt(place), 'id')), mountPath: shownAt(at(place, 'mountPath')),
    ...defined({ region: optionalAt(at(place, 'region'), shownAt), sizeMb: optionalAt(at(place, 'sizeMb'), numberAt), usedMb: optionalAt(at(place, 'usedMb'), numberAt) }),
  };
}

function domainAt(place: ValueAt): LiveDomain {
  const kind = textAt(at(objectAt(place), 'kind'));
  if (kind !== 'service' && kind !== 'custom') throw new OddValue(at(place, 'kind'), 'is neither "service" nor "custom"');
  const port = optionalAt(at(place, 'port'), numberAt);
  return { domain: textAt(at(place, 'domain')), kind, ...(port === undefined ? {} : { port }) };
}

function settingsAt(place: ValueAt): Readonly<Record<string, LiveValue>> {
  objectAt(place);
  return Object.fromEntries(entriesAt(place).map(([name, value]) => [name, settingAt(value)]));
}

function settingAt(place: ValueAt): LiveValue {
  if (typeof place.value === 'number') return numberAt(place);
  if (typeof place.value === 'boolean') return place.value;
  if (Array.isArray(place.value)) return itemsAt(place).map(shownAt);
  if (typeof place.value === 'string') return shownAt(place);
  throw odd(place, 'a text, a number, true, false or a list of texts');
}

/** A text that has lost its secrets. */
function shownAt(place: ValueAt): string {
  const text = textAt(place);
  if (!isRedacted(text)) throw new OddValue(place, 'holds what looks like a secret; `optimize railway pull` writes none');
  return text;
}

/** The items of a list, which must be there. */
function listAt<T>(place: ValueAt, read: (place: ValueAt) => T): readonly T[] {
  if (!Array.isArray(place.value)) throw odd(place, 'a list');
  return itemsAt(place).map(read);
}
