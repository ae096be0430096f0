import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Faults of live rules, each with what is planted; `put` returns false where the service has no place for it. */
const FAULTS = [
  { rule: 'platform/variable-quotes', what: 'quotes around an address', put: ({ variables }) => change(variables, (each) => typeof each.value === 'string' && /^(?:\$\{\{|https:)/.test(each.value), (each) => `"${each.value}"`) },
  { rule: 'platform/missing-references', what: 'a service that was renamed', put: ({ variables }) => change(variables, (each) => /\$\{\{Postgres\./.test(each.value ?? ''), (each) => each.value.replaceAll('${{Postgres.', '${{Postgres-old.')) },
  { rule: 'platform/missing-references', what: 'a shared variable that is gone', put: ({ variables }) => set(variables, 'FEATURE_FLAGS', '${{shared.FEATURE_FLAGS_OF_2024}}') },
  { rule: 'network/private-references', what: 'the public address of the database', put: ({ variables }) => change(variables, (each) => each.value === '${{Postgres.DATABASE_URL}}', () => '${{Postgres.DATABASE_PUBLIC_URL}}'), unless: asksWhileBuilding },
  { rule: 'network/local-address', what: 'a database in the container', put: ({ variables }) => change(variables, (each) => each.value === '${{Postgres.DATABASE_URL}}' || each.value === '${{Redis.REDIS_URL}}', (each) => (each.value.includes('Redis') ? 'redis://localhost:6379/0' : 'postgresql://postgres:postgres@localhost:5432/app')) },
  { rule: 'network/port-variable', what: 'PORT is no number', put: ({ variables }) => set(variables, 'PORT', 'auto') },
  { rule: 'network/browser-variables', what: 'a private address for browsers', put: ({ variables, service, folder }) => bundles(folder, service.root) && changeNamed(variables, /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_)\w*URL$/, `http://\${{${service.name}.RAILWAY_PRIVATE_DOMAIN}}:8000`) },
  { rule: 'build/cache-variables', what: 'NO_CACHE=1', put: ({ variables }) => set(variables, 'NO_CACHE', '1') },
  { rule: 'deploy/newest-deployment', what: 'it failed', put: ({ service }) => { service.instance.latestDeployment = { ...service.instance.latestDeployment, status: 'FAILED' }; return true; } },
  { rule: 'deploy/database-region', what: 'the database is far away', put: ({ variables, platform }) => refersTo(variables, 'Postgres') && move(platform, 'Postgres') },
  { rule: 'deploy/volume-space', what: 'the volume is full', put: ({ variables, platform, service }) => isFirstOf(platform, service, 'Postgres') && refersTo(variables, 'Postgres') && fill(platform, 'Postgres') },
  { rule: 'platform/source-paths', what: 'a root directory that is gone', put: ({ service, services }) => services.length > 1 && service.root !== '.' && setRoot(service, '/services/renamed') },
  { rule: 'platform/unread-variables', what: 'a setting of nobody', put: ({ variables, server }) => server === 'gunicorn' && set(variables, 'GUNICORN_WORKERS_COUNT', '4') },
  { rule: 'platform/unread-variables', what: 'a setting of Railway that is none of a variable', put: ({ variables }) => set(variables, 'RAILWAY_HEALTHCHECK_TIMEOUT', '60') },
  { rule: 'security/debug-variables', what: 'NODE_ENV=development', put: ({ variables }) => variables.NODE_ENV !== undefined && set(variables, 'NODE_ENV', 'development') },
  { rule: 'security/sealed-variables', what: 'a secret in plain sight', put: ({ variables, service }) => service.kind === 'web' && change(variables, (each) => each.isSealed === true, () => 'Zx91kQmVw27LbTr40PhYs8Ud') },
  { rule: 'server/worker-variables', what: 'WEB_CONCURRENCY is no number', put: ({ variables, server }) => server === 'gunicorn' && set(variables, 'WEB_CONCURRENCY', 'auto') },
  { rule: 'platform/old-file-settings', what: 'another start command on the platform', put: ({ service }) => service.config.deploy.startCommand !== undefined && setStart(service) },
];

/** Puts a fault into about a third of the services, at most one each. Returns what was put where. */
export function plantFaults(platform, { verdicts }, random, folder) {
  const planted = [];
  for (const service of platform.services) {
    if (!random.isIn(0.4)) continue;
    const context = { service, folder, platform, services: platform.services, variables: service.config.variables, server: serverOf(verdicts, service.name) };
    const order = FAULTS.map((fault) => ({ fault, at: random.next() })).sort((a, b) => a.at - b.at);
    const found = order.find(({ fault }) => fault.unless?.(context) !== true && fault.put(context));
    if (found !== undefined) planted.push({ rule: found.fault.rule, service: service.name, what: found.fault.what });
  }
  return planted;
}

/** What a rule about gunicorn says tells whether it is the server. */
function serverOf(verdicts, service) {
  const verdict = verdicts.find((each) => each.service === service && each.rule === 'server/worker-temp');
  return verdict?.outcome === 'pass' || verdict?.outcome === 'fail' ? 'gunicorn' : undefined;
}

/** True where a bundler writes variables into a page. */
function bundles(folder, root) {
  const path = join(folder, root, 'package.json');
  return existsSync(path) && /"(?:next|vite|react-scripts)"\s*:/.test(readFileSync(path, 'utf8'));
}

/** Frameworks whose build may ask for data keep the public address. */
function asksWhileBuilding({ variables }) {
  return Object.keys(variables).some((name) => /^(?:NEXT_|NUXT_|PUBLIC_)/.test(name));
}

function change(variables, isMeant, value) {
  const [name] = Object.entries(variables).find(([, each]) => isMeant(each)) ?? [];
  return name !== undefined && set(variables, name, value(variables[name]));
}

function changeNamed(variables, pattern, value) {
  const name = Object.keys(variables).find((each) => pattern.test(each));
  return name !== undefined && set(variables, name, value);
}

function set(variables, name, value) {
  variables[name] = { value };
  return true;
}

const refersTo = (variables, database) => Object.values(variables).some(({ value }) => value?.includes(`\${{${database}.`) === true);
const isFirstOf = ({ services }, service, database) => services.find(({ config }) => refersTo(config.variables, database)) === service;
const databaseNamed = ({ databases }, name) => databases.find((each) => each.name === name);

function move(platform, name) {
  const { config, volume } = databaseNamed(platform, name);
  const region = platform.region === 'us-west2' ? 'europe-west4-drams3a' : 'us-west2';
  config.deploy.multiRegionConfig = { [region]: { numReplicas: 1 } };
  volume.config.region = region;
  return true;
}

function fill(platform, name) {
  databaseNamed(platform, name).volume.instance.currentSizeMB = 4800;
  return true;
}

function setRoot({ config }, path) {
  config.source.rootDirectory = path;
  return true;
}

function setStart({ config }) {
  config.deploy.startCommand = 'node old-server.js --from-before';
  return true;
}
