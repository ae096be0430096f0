/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** What the platform of the tests knows: one project with its environments. Requests change it. */
export interface Platform {
  readonly project: { readonly id: string; readonly name: string };
  readonly workspace: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly volumes: readonly { readonly id: string; readonly name: string }[];
  readonly environments: readonly PlatformEnvironment[];
}

export interface PlatformEnvironment {
  readonly id: string;
  readonly name: string;
  /** False where the account may not open it. */
  readonly canAccess: boolean;
  /** What `environment.config` answers; variables with references as they were written. */
  readonly config: JsonObject;
  /** What runs, by id of the service. */
  readonly deployments: { readonly [service: string]: PlatformDeployment };
  /** Use of a volume in MB, by its id. */
  readonly usedMb: { readonly [volume: string]: number };
  /** Changes that wait; none where nothing was staged. */
  staged: JsonObject;
}

export interface PlatformDeployment {
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
  /** The settings that it was made with: `railway scale` takes the replicas from here. */
  readonly deploy: JsonObject;
}

export const WEB = '5e000000-0000-4000-8000-000000000001';
export const WORKER = '5e000000-0000-4000-8000-000000000002';
export const POSTGRES = '5e000000-0000-4000-8000-000000000003';
export const PRODUCTION = 'e0000000-0000-4000-8000-000000000001';
export const STAGING = 'e0000000-0000-4000-8000-000000000002';
export const SECURED = 'e0000000-0000-4000-8000-000000000003';
export const PROJECT = '90000000-0000-4000-8000-000000000001';
const VOLUME = '70000000-0000-4000-8000-000000000001';

/** What every secret value of the platform holds: it may stand in no output. */
export const MARK = 'MARKED-SECRET';

/** A shop with a web service, a worker and a database; each call gives a new one. */
export function newPlatform(): Platform {
  return {
    project: { id: PROJECT, name: 'shop' },
    workspace: { id: 'a0000000-0000-4000-8000-000000000001', name: 'Example workspace' },
    user: { id: 'b0000000-0000-4000-8000-000000000001', name: 'Ada Example', email: 'ada@example.org' },
    services: [{ id: WEB, name: 'web' }, { id: WORKER, name: 'worker' }, { id: POSTGRES, name: 'Postgres' }],
    volumes: [{ id: VOLUME, name: 'postgres-volume' }],
    environments: [production(), staging(), { id: SECURED, name: 'secured', canAccess: false, config: {}, deployments: {}, usedMb: {}, staged: {} }],
  };
}

function production(): PlatformEnvironment {
  return {
    id: PRODUCTION,
    name: 'production',
    canAccess: true,
    config: {
      services: { [WEB]: web(), [WORKER]: worker(), [POSTGRES]: postgres() },
      sharedVariables: { LOG_LEVEL: { value: 'info' }, SHARED_KEY: { value: `shared-${MARK}` } },
      volumes: { [VOLUME]: { region: 'europe-west4-drams3a', sizeMb: 5000 } },
    },
    deployments: {
      [WEB]: deployment(1, 'SUCCESS', { multiRegionConfig: { 'europe-west4-drams3a': { numReplicas: 2 } } }),
      [WORKER]: deployment(2, 'CRASHED', {}),
      [POSTGRES]: deployment(3, 'SUCCESS', { region: 'europe-west4-drams3a', numReplicas: 1 }),
    },
    usedMb: { [VOLUME]: 212.5 },
    staged: {},
  };
}

function staging(): PlatformEnvironment {
  return { id: STAGING, name: 'staging', canAccess: true, config: { services: { [WEB]: { source: { repo: 'example/shop' }, variables: { PORT: { value: '8000' } } } } }, deployments: {}, usedMb: {}, staged: {} };
}

function web(): JsonObject {
  return {
    source: { repo: 'example/shop', branch: 'main', rootDirectory: '/api', checkSuites: false },
    configFile: '/api/railway.toml',
    build: { builder: 'RAILPACK', buildCommand: 'pip install -r requirements.txt', watchPatterns: ['/api/**'] },
    deploy: {
      runtime: 'V2', startCommand: 'uvicorn main:app --host 0.0.0.0 --port $PORT', preDeployCommand: ['alembic upgrade head'], healthcheckPath: '/health', healthcheckTimeout: 120,
      restartPolicyType: 'ON_FAILURE', restartPolicyMaxRetries: 3, sleepApplication: false, drainingSeconds: 10, overlapSeconds: 0,
      multiRegionConfig: { 'europe-west4-drams3a': { numReplicas: 2 } }, limitOverride: { containers: { cpu: 2, memoryBytes: 1_073_741_824 } },
    },
    networking: { serviceDomains: { 'web-production-1234.up.railway.app': { port: 8000 } }, customDomains: { 'shop.example.org': { port: 8000 } }, privateNetworkEndpoint: 'web' },
    variables: {
      API_KEY: { isSealed: true },
      DATABASE_URL: { value: '${{Postgres.DATABASE_URL}}' },
      EMPTY: { value: '' },
      LOG_LEVEL: { value: '${{shared.LOG_LEVEL}}' },
      PORT: { value: '8000' },
      QUOTED: { value: `"quoted-${MARK}"` },
      SECRET_KEY: { value: `web-${MARK}`, description: 'Signs the sessions', isOptional: false },
      SEVERAL_LINES: { value: `-----BEGIN-----\n${MARK}\n-----END-----\n` },
    },
  };
}

function worker(): JsonObject {
  return {
    source: { repo: 'example/shop', branch: 'main' },
    build: { builder: 'DOCKERFILE', dockerfilePath: 'worker/Dockerfile' },
    deploy: { startCommand: 'celery -A tasks worker', cronSchedule: null, numReplicas: 1 },
    variables: { DATABASE_URL: { value: '${{Postgres.DATABASE_PUBLIC_URL}}' } },
  };
}

function postgres(): JsonObject {
  const address = (host: string, port: string) => `postgresql://postgres:\${{POSTGRES_PASSWORD}}@${host}:${port}/railway`;
  return {
    source: { image: 'ghcr.io/railwayapp-templates/postgres-ssl:17' },
    deploy: { startCommand: '/bin/sh -c "unset PGPORT; docker-entrypoint.sh postgres --port=5432"', requiredMountPath: '/var/lib/postgresql/data', multiRegionConfig: { 'europe-west4-drams3a': { numReplicas: 1 } } },
    networking: { tcpProxies: { 5432: {} }, privateNetworkEndpoint: 'postgres' },
    variables: {
      POSTGRES_PASSWORD: { value: `database-${MARK}`, generator: 'secret(32, "abcdefghijklmnopqrstuvwxyz")' },
      DATABASE_URL: { value: address('postgres.railway.internal', '5432') },
      DATABASE_PUBLIC_URL: { value: address('roundhouse.proxy.rlwy.net', '15432') },
    },
    volumeMounts: { [VOLUME]: { mountPath: '/var/lib/postgresql/data' } },
  };
}

function deployment(number: number, status: string, deploy: JsonObject): PlatformDeployment {
  return { id: `d0000000-0000-4000-8000-00000000000${number}`, status, createdAt: '2026-11-20T08:00:00.000Z', deploy };
}
