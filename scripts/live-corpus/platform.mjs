import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { databaseOf } from './databases.mjs';
import { variableNames } from './names.mjs';
import { randomOf } from './random.mjs';
import { railwayFile, settingsOf } from './settings.mjs';
import { valueOf } from './values.mjs';

const REGIONS = ['us-west2', 'us-east4-eqdc4a', 'europe-west4-drams3a', 'asia-southeast1-eqsg3a'];
/** Variables that runtimes and builders read by themselves, which owners set beside those of their programs. */
const OF_RUNTIMES = [
  ['package.json', [['NODE_ENV', 'production'], ['NODE_OPTIONS', '--max-old-space-size=460'], ['NPM_CONFIG_PRODUCTION', 'false'], ['TZ', 'UTC'], ['NEXT_TELEMETRY_DISABLED', '1']]],
  ['requirements.txt', [['PYTHONUNBUFFERED', '1'], ['PYTHONDONTWRITEBYTECODE', '1'], ['FORWARDED_ALLOW_IPS', '*'], ['MALLOC_ARENA_MAX', '2'], ['PIP_NO_CACHE_DIR', '1']]],
  ['pyproject.toml', [['PYTHONUNBUFFERED', '1'], ['UV_COMPILE_BYTECODE', '1'], ['PYTHONPATH', '/app']]],
  ['pom.xml', [['SPRING_PROFILES_ACTIVE', 'prod'], ['JAVA_TOOL_OPTIONS', '-XX:MaxRAMPercentage=75'], ['SERVER_PORT', '${{PORT}}'], ['SPRING_JPA_HIBERNATE_DDL_AUTO', 'none']]],
  ['build.gradle', [['SPRING_PROFILES_ACTIVE', 'prod'], ['JAVA_TOOL_OPTIONS', '-XX:MaxRAMPercentage=75'], ['LOGGING_LEVEL_ROOT', 'INFO']]],
  ['go.mod', [['GIN_MODE', 'release'], ['GOMEMLIMIT', '450MiB'], ['GOGC', '100']]],
  ['composer.json', [['APP_ENV', 'production'], ['APP_DEBUG', 'false'], ['LOG_CHANNEL', 'stderr'], ['SESSION_DRIVER', 'database'], ['PHP_OPCACHE_ENABLE', '1']]],
  ['Gemfile', [['RAILS_ENV', 'production'], ['RAILS_LOG_TO_STDOUT', '1'], ['RAILS_MAX_THREADS', '5'], ['RUBY_YJIT_ENABLE', '1']]],
];

/** The two answers of the CLI for a project, as its owner would have set it up: `{status, config}`, and the parts that faults are put into. */
export function platformOf(project, { services, verdicts }, { settings, seed }) {
  const name = basename(project);
  const random = randomOf(`${seed} ${name}`);
  const region = random.pick(REGIONS);
  const needed = new Set();
  const shared = {};
  const made = services.map((service) => serviceOf(project, service, { random, region, settings, followsPort: followsPort(verdicts, service.name), repo: name.split('@')[0].replace('+', '/'), needed, shared }));
  const databases = [...needed].sort().map((each) => databaseOf(each, { random, region }));
  return { region, random, services: made, databases, shared, name };
}

function serviceOf(project, service, { random, region, settings, followsPort, repo, needed, shared }) {
  const { name, root, kind } = service;
  const id = random.id();
  const file = railwayFile(project, service);
  const isPublic = !['worker', 'cron', 'library'].includes(kind);
  const held = settings === 'files' && file !== undefined ? settingsOf(file.settings) : { build: {}, deploy: {} };
  const variables = {};
  const context = { random, service: name, isPublic, hasDatabase: isAsync(project, root) ? 'async' : 'plain' };
  for (const [key, example] of variableNames(project, root)) {
    const value = valueOf(key, example, context);
    if (value === undefined) continue;
    variables[key] = value.variable;
    for (const database of value.databases) needed.add(database);
    if (value.shared !== undefined) shared[value.shared[0]] = { value: value.shared[1] };
  }
  for (const [marker, extra] of OF_RUNTIMES) if (existsSync(join(project, root, marker))) for (const [key, value] of extra) if (variables[key] === undefined && random.isIn(0.4)) variables[key] = { value };
  const port = followsPort ? variables.PORT?.value : undefined;
  const replicas = settings === 'files' && Number.isInteger(file?.settings.deploy?.numReplicas) ? file.settings.deploy.numReplicas : 1;
  const domain = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-production.up.railway.app`;
  return {
    id, name, root, kind, domain,
    config: {
      source: { repo, branch: 'main', ...(root === '.' ? {} : { rootDirectory: `/${root}` }) }, ...(file === undefined || /^railway\.(?:toml|json)$/.test(file.path) ? {} : { configFile: `/${file.path}` }),
      build: held.build, deploy: { ...held.deploy, multiRegionConfig: { [region]: { numReplicas: replicas } } },
      networking: isPublic ? { serviceDomains: { [domain]: port === undefined ? {} : { port: Number(port) } } } : {}, variables,
    },
    instance: { serviceId: id, serviceName: name, source: { repo }, latestDeployment: { status: 'SUCCESS', createdAt: '2026-11-20T10:00:00Z' } },
  };
}

const followsPort = (verdicts, service) => verdicts.some((each) => each.rule === 'network/port' && each.service === service && each.outcome === 'pass');

function isAsync(project, root) {
  return ['database.py', 'db.py', 'session.py', 'app/database.py', 'app/db.py', 'app/core/database.py', 'app/db/session.py', 'src/database.py'].some((path) => {
    const file = join(project, root, path);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return text.includes('create_async_engine') && !/\.replace\(/.test(text);
  });
}

/** What the double of the CLI answers from. */
export function answersOf({ name, services, databases, shared, random }) {
  const edges = (nodes) => ({ edges: nodes.map((node) => ({ node })) });
  const all = [...services, ...databases];
  const volumes = all.flatMap(({ volume }) => (volume === undefined ? [] : [volume]));
  const environment = { id: random.id(), name: 'production', canAccess: true, deletedAt: null, serviceInstances: edges(all.map(({ instance }) => instance)), volumeInstances: edges(volumes.map(({ instance }) => instance)) };
  const status = { id: random.id(), name, services: edges(all.map(({ id, name: service }) => ({ id, name: service }))), environments: edges([environment]) };
  const config = {
    services: Object.fromEntries(all.map(({ id, config: each }) => [id, each])), sharedVariables: shared, volumes: Object.fromEntries(volumes.map(({ id, config: each }) => [id, each])),
  };
  return { status, config, linked: { project: status.id, environment: environment.id } };
}
