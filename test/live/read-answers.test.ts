import { describe, expect, it } from 'vitest';
import { isMistake } from '../../src/live/live-mistake.ts';
import { liveStateFrom } from '../../src/live/read-answers.ts';
import type { LiveService, LiveState } from '../../src/model/live-state.ts';

const options = { readAt: '2026-11-22T03:10:00Z', cli: '5.71.0' };
const WEB = '11111111-2222-4333-8444-555555555555';
const DB = '22222222-2222-4333-8444-555555555555';
const OLD = '33333333-2222-4333-8444-555555555555';

function edges(...nodes: readonly object[]): object {
  return { edges: nodes.map((node) => ({ node })) };
}

const environment = {
  id: 'environment-1', name: 'production', canAccess: true, deletedAt: null,
  serviceInstances: edges(
    { serviceId: WEB, serviceName: 'web', numReplicas: 2, source: { repo: 'owner/shop', image: null }, domains: { serviceDomains: [{ id: 'd', domain: 'shop.up.railway.app', targetPort: 8080 }], customDomains: [] },
      latestDeployment: { status: 'SUCCESS', createdAt: '2026-11-20T10:00:00Z', meta: { secret: 'never copied' } } },
    { serviceId: DB, serviceName: 'Postgres', numReplicas: null, source: { repo: null, image: 'postgres:16' }, domains: { serviceDomains: [], customDomains: [] }, latestDeployment: null },
    { serviceId: OLD, serviceName: 'old' },
  ),
  volumeInstances: edges({ serviceId: DB, mountPath: '/var/lib/postgresql/data', sizeMB: 5000, currentSizeMB: 321.5, deletedAt: null, volume: { id: 'volume-1', name: 'data' } }),
};

const status = {
  id: 'project-1', name: 'shop', workspace: { name: 'mine' }, services: edges({ id: WEB, name: 'web' }, { id: DB, name: 'Postgres' }, { id: OLD, name: 'old' }), environments: edges(environment),
};

const config = {
  services: {
    [WEB]: {
      source: { repo: 'owner/shop', branch: 'main', rootDirectory: '/apps/web/' }, configFile: '/apps/web/railway.json',
      build: { builder: 'RAILPACK', watchPatterns: ['/apps/web/**'], nixpacksPlan: { secret: 'never copied' }, buildCommand: null, unknown: 'never copied' },
      deploy: {
        startCommand: 'SECRET_KEY=abc gunicorn app:app', preDeployCommand: ['npm run migrate'], healthcheckTimeout: 100, sleepApplication: false,
        multiRegionConfig: { 'us-west2': { numReplicas: 3 }, 'europe-west4-drams3a': {}, 'us-east4-eqdc4a': null },
        registryCredentials: { username: 'never copied', password: 'never copied' }, limitOverride: { containers: { cpu: 2, memoryBytes: 4000000000 } },
      },
      networking: { serviceDomains: { 'shop.up.railway.app': {} }, customDomains: { 'shop.example.com': { port: 3000 }, 'gone.example.com': null }, tcpProxies: { 5432: {}, 6379: null } },
      variables: { PORT: { value: '8080' }, GONE: null, SEALED: { value: null, isSealed: true } },
    },
    [DB]: { source: { image: 'postgres:16' }, volumeMounts: { 'volume-1': { mountPath: '/var/lib/postgresql/data' } }, deploy: {} },
    [OLD]: { isDeleted: true },
  },
  sharedVariables: { API_KEY: { value: 'never copied' } },
  volumes: { 'volume-1': { sizeMB: 50000, region: 'us-west2' } },
  privateNetworkDisabled: null,
};

function stateOf(statusAnswer: unknown, configAnswer: unknown, wanted?: string): LiveState {
  const state = liveStateFrom(statusAnswer, configAnswer, wanted === undefined ? options : { ...options, environment: wanted });
  if (isMistake(state)) throw new Error(state.message);
  return state;
}

const serviceOf = (state: LiveState, name: string): LiveService | undefined => state.services.find((service) => service.name === name);

/** A copy with another value at a path. */
function changed<T>(value: T, path: readonly (string | number)[], other: unknown): T {
  const [key, ...rest] = path;
  if (key === undefined) return other as T;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = changed(copy[key], rest, other);
  return copy as T;
}

describe('the state out of two answers', () => {
  it('joins what both say of a service', () => {
    expect(serviceOf(stateOf(status, config), 'web')).toEqual({
      id: WEB, name: 'web', source: { repo: 'owner/shop', branch: 'main', rootDirectory: 'apps/web' }, configFile: '/apps/web/railway.json',
      settings: {
        'build.builder': 'RAILPACK', 'build.watchPatterns': ['/apps/web/**'], 'deploy.healthcheckTimeout': 100, 'deploy.limitOverride.containers.cpu': 2,
        'deploy.limitOverride.containers.memoryBytes': 4000000000, 'deploy.preDeployCommand': ['npm run migrate'], 'deploy.sleepApplication': false, 'deploy.startCommand': 'SECRET_KEY=… gunicorn app:app',
      },
      regions: [{ region: 'europe-west4-drams3a', replicas: 1 }, { region: 'us-west2', replicas: 3 }], volumes: [],
      domains: [{ domain: 'shop.example.com', kind: 'custom', port: 3000 }, { domain: 'shop.up.railway.app', kind: 'service', port: 8080 }], tcpProxies: [5432],
      variables: [{ name: 'PORT', form: 'number', shown: '8080', references: [], value: '8080' }, { name: 'SEALED', form: 'sealed', shown: '(sealed)', references: [] }],
      deployment: { status: 'SUCCESS', createdAt: '2026-11-20T10:00:00Z' },
    });
  });

  it('joins volumes with what is in use of them', () => {
    expect(serviceOf(stateOf(status, config), 'Postgres')?.volumes).toEqual([{ id: 'volume-1', mountPath: '/var/lib/postgresql/data', region: 'us-west2', sizeMb: 50000, usedMb: 321.5 }]);
  });

  it('copies nothing that it does not know, and no service that is gone', () => {
    const state = stateOf(status, config);
    expect(JSON.stringify(state)).not.toContain('never copied');
    expect(state.services.map(({ name }) => name)).toEqual(['Postgres', 'web']);
    expect(state.hasPrivateNetwork).toBe(true);
    expect(state.sharedVariables.map(({ name, shown }) => [name, shown])).toEqual([['API_KEY', '…']]);
  });

  it('takes services that only one of the answers has', () => {
    const onlyConfig = stateOf({ ...status, environments: edges({ id: 'environment-1', name: 'production' }) }, config);
    expect(onlyConfig.services.map(({ name }) => name)).toEqual(['Postgres', 'web']);
    const onlyStatus = stateOf(status, {});
    expect(onlyStatus.services.map(({ name }) => name)).toEqual(['Postgres', 'old', 'web']);
    expect(serviceOf(onlyStatus, 'web')?.settings).toEqual({ 'deploy.numReplicas': 2 });
    expect(serviceOf(onlyStatus, 'Postgres')?.volumes).toEqual([{ id: 'volume-1', mountPath: '/var/lib/postgresql/data', sizeMb: 5000, usedMb: 321.5 }]);
  });

  it('finds the environment by name or id, and wants one where there are several', () => {
    const several = { ...status, environments: edges(environment, { id: 'environment-2', name: 'Staging', canAccess: true }, { id: 'environment-3', name: 'closed', canAccess: false }) };
    expect(stateOf(several, {}, 'staging').environment).toEqual({ id: 'environment-2', name: 'Staging' });
    expect(stateOf(several, {}, 'environment-1').environment.name).toBe('production');
    expect(() => stateOf(several, {})).toThrow('railway status --json: environments holds 2 environments, and none is named');
    expect(() => stateOf(several, {}, 'closed')).toThrow('environments.edges[2].node is an environment that you may not see');
    expect(() => stateOf(several, {}, 'nowhere')).toThrow('environments holds no environment of the name that was asked for');
  });

  it.each<readonly [readonly (string | number)[], string]>([
    [[], 'railway environment config --json: it is a text where an object belongs'],
    [['services'], 'railway environment config --json: services is a text where an object belongs'],
    [['services', WEB, 'deploy'], `railway environment config --json: services.${WEB}.deploy is a text where an object belongs`],
    [['services', WEB, 'variables', 'PORT'], `railway environment config --json: services.${WEB}.variables.PORT is a text where an object belongs`],
    [['services', WEB, 'deploy', 'multiRegionConfig', 'us-west2'], `railway environment config --json: services.${WEB}.deploy.multiRegionConfig.us-west2 is a text where an object belongs`],
    [['volumes', 'volume-1', 'sizeMB'], 'railway environment config --json: volumes.volume-1.sizeMB is a text where a number belongs'],
  ])('names the place of an odd value at %j', (path, message) => {
    const state = liveStateFrom(status, changed(config, path, 'hunter2'), options);
    expect(state).toEqual({ message });
  });

  it.each<readonly [readonly (string | number)[], unknown, string]>([
    [[], null, 'it is null where an object belongs'],
    [['id'], undefined, 'id is missing'],
    [['environments', 'edges', 0, 'node', 'serviceInstances', 'edges', 0, 'node', 'latestDeployment', 'status'], 7, 'environments.edges[0].node.serviceInstances.edges[0].node.latestDeployment.status is a number where a text belongs'],
  ])('names the place of an odd value of the status at %j', (path, value, message) => {
    expect(liveStateFrom(changed(status, path, value), config, options)).toEqual({ message: `railway status --json: ${message}` });
  });

  it('shows no key that may be a secret', () => {
    const state = liveStateFrom(status, { services: { q7Rx2LmZ9vK3: 'x' } }, options);
    expect(state).toEqual({ message: 'railway environment config --json: services.… is a text where an object belongs' });
  });
});
