import type { Detection } from '../builders/detection.ts';
import { undecidable, valueOf, type Fact } from '../model/fact.ts';
import type { VersionRequest } from '../model/facts/runtime.ts';

/** https://devcenter.heroku.com/articles/nodejs-support#specifying-a-node-js-version */
const NEWEST = 'Heroku takes the newest release that package.json allows';

/** The versions that Heroku's buildpacks install: for Node only package.json counts, and of a range the newest release. */
export function onHeroku(detection: Detection): Detection {
  if (valueOf(detection.language) !== 'node') return detection;
  const requests = detection.requests.filter(({ language, by }) => language !== 'node' || by === 'engines');
  const engines = requests.find(({ language }) => language === 'node');
  const { node: _railpack, ...versions } = detection.versions;
  if (engines === undefined) return { ...detection, requests, versions };
  const counting = requests.map((request) => (request === engines ? { ...request, effective: true, because: "Heroku's buildpack reads it" } : request));
  return { ...detection, requests: counting, versions: { ...versions, node: versionOf(engines) } };
}

function versionOf({ at, version }: VersionRequest): Fact<string> {
  const isOne = version !== undefined && /^\s*[~^v=]?\s*\d+(\.(\d+|x|\*))*\s*$/.test(at.value);
  return isOne ? { ...at, name: 'runtime.versions.node', value: version } : undecidable('runtime.versions.node', NEWEST, [at]);
}
