/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** What the platform of the tests knows: one project with its environments. Requests change it. */
export interface Platform {
  readonly project: { readonly id: string; readonly name: string; deletedAt: string | null };
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
  canAccess: boolean;
  /** What `environment.config` answers; variables with references as they were written. */
  readonly config: JsonObject;
  /** What runs, by id of the service. */
  readonly deployments: { readonly [service: string]: PlatformDeployment };
  /** Use of a volume in MB, by its id. */
  readonly usedMb: { readonly [volume: string]: number };
}

export interface PlatformDeployment {
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
  /** What it was made from and with: `railway scale` takes the replicas from `serviceManifest.deploy`. */
  readonly meta: JsonObject;
  /** How many copies run. */
  readonly running: number;
}

export const PROJECT = '0b6f5c1e-3f64-4d2c-9a55-6a1f6f0f1a01';
export const PRODUCTION = '4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d03';
export const WEB = '5e2d7a90-1111-4a11-9b11-aaaaaaaaaa01';
const POSTGRES = '5e2d7a90-2222-4a22-9b22-bbbbbbbbbb02';
export const WORKER = '5e2d7a90-3333-4a33-9b33-cccccccccc03';
const VOLUME = 'c0000000-0000-4000-8000-000000000601';

/** Every secret that the platform holds, invented; none may stand in what `optimize` prints or keeps. */
export const SECRETS = { key: 'k3y-Zm9vYmFyYmF6cXV4', password: 'pw-QmFzZTY0UGFzc3dvcmQ', shared: 'sh4red-c2hhcmVkc2VjcmV0', lines: 'MIIBVwIBADANBgkqhkiG9w0BAQEFAASC' };

/** A shop with a web service, a database and a worker; each call gives a new one. */
export function newPlatform(): Platform {
  return {
    project: { id: PROJECT, name: 'shop', deletedAt: null },
    workspace: { id: '7d1d0c8a-52e1-4f3e-8b1e-0d8a6f1c2b02', name: "Ada's Projects" },
    user: { id: 'b0000000-0000-4000-8000-000000000001', name: 'Ada Example', email: 'ada@example.com' },
    services: [{ id: WEB, name: 'web' }, { id: POSTGRES, name: 'Postgres' }, { id: WORKER, name: 'worker' }],
    volumes: [{ id: VOLUME, name: 'postgres-volume' }],
    environments: [production(), staging(), { ...empty('4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d05', 'secured'), canAccess: false }],
  };
}

const empty = (id: string, name: string): PlatformEnvironment => ({ id, name, canAccess: true, config: {}, deployments: {}, usedMb: {} });

function staging(): PlatformEnvironment {
  return { ...empty('4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d04', 'staging'), config: { services: { [WEB]: { source: { repo: 'ada/shop' }, variables: { PORT: { value: '8080' } } } } } };
}

function production(): PlatformEnvironment {
  return {
    ...empty(PRODUCTION, 'production'),
    config: {
      services: { [WEB]: web(), [POSTGRES]: postgres(), [WORKER]: worker() },
      sharedVariables: { LOG_LEVEL: { value: 'info' }, SIGNING_KEY: { value: SECRETS.shared } },
      volumes: { [VOLUME]: { sizeMb: 5000, region: 'us-west2' } },
      privateNetworkDisabled: false,
    },
    deployments: {
      [WEB]: { id: 'd0000000-0000-4000-8000-000000000201', status: 'SUCCESS', createdAt: '2026-11-25T10:00:00.000Z', running: 2, meta: { branch: 'main', repo: 'ada/shop', serviceManifest: { deploy: { multiRegionConfig: { 'europe-west4-drams3a': { numReplicas: 2 } } } } } },
      [POSTGRES]: { id: 'd0000000-0000-4000-8000-000000000202', status: 'SUCCESS', createdAt: '2026-10-02T08:30:00.000Z', running: 1, meta: { image: 'ghcr.io/railwayapp-templates/postgres-ssl:17' } },
      [WORKER]: { id: 'd0000000-0000-4000-8000-000000000203', status: 'CRASHED', createdAt: '2026-11-25T10:01:00.000Z', running: 0, meta: { branch: 'main', repo: 'ada/shop' } },
    },
    usedMb: { [VOLUME]: 812.5 },
  };
}

/** With a setting that the CLI does not know, `deploy.runtime`. */
function web(): JsonObject {
  return {
    source: { repo: 'ada/shop', branch: 'main', rootDirectory: '/' },
    networking: { serviceDomains: { 'web-production-1a2b.up.railway.app': { port: 8080 } }, customDomains: { 'shop.example.com': { port: 8080 } }, privateNetworkEndpoint: 'web' },
    variables: {
      DATABASE_URL: { value: '${{Postgres.DATABASE_PUBLIC_URL}}' },
      EMPTY: { value: '' },
      GUNICORN_WORKERS: { value: '4' },
      LOG_LEVEL: { value: '${{shared.LOG_LEVEL}}' },
      PORT: { value: '8080' },
      PRIVATE_KEY: { value: `-----BEGIN PRIVATE KEY-----\n${SECRETS.lines}\n-----END PRIVATE KEY-----\n` },
      SECRET_KEY: { value: `"${SECRETS.key}"`, description: 'Signs the sessions', isOptional: false },
      STRIPE_KEY: { isSealed: true },
      WEB_CONCURRENCY: { value: '2' },
    },
    deploy: {
      runtime: 'V2', startCommand: 'gunicorn shop.wsgi --workers 4', healthcheckPath: '/health', multiRegionConfig: { 'europe-west4-drams3a': { numReplicas: 2 } },
      restartPolicyType: 'ON_FAILURE', restartPolicyMaxRetries: 10, limitOverride: { containers: { cpu: 2, memoryBytes: 1_073_741_824 } },
    },
    build: { builder: 'NIXPACKS' },
  };
}

function postgres(): JsonObject {
  return {
    source: { image: 'ghcr.io/railwayapp-templates/postgres-ssl:17' },
    networking: { tcpProxies: { 5432: {} }, privateNetworkEndpoint: 'postgres' },
    variables: {
      DATABASE_PUBLIC_URL: { value: 'postgresql://${{PGUSER}}:${{POSTGRES_PASSWORD}}@${{RAILWAY_TCP_PROXY_DOMAIN}}:${{RAILWAY_TCP_PROXY_PORT}}/${{PGDATABASE}}' },
      DATABASE_URL: { value: 'postgresql://${{PGUSER}}:${{POSTGRES_PASSWORD}}@${{RAILWAY_PRIVATE_DOMAIN}}:5432/${{PGDATABASE}}' },
      PGDATABASE: { value: 'railway' },
      PGUSER: { value: 'postgres' },
      POSTGRES_PASSWORD: { value: SECRETS.password, generator: 'secret(32)' },
    },
    deploy: { startCommand: 'docker-entrypoint.sh postgres', multiRegionConfig: { 'us-west2': { numReplicas: 1 } }, requiredMountPath: '/var/lib/postgresql/data' },
    volumeMounts: { [VOLUME]: { mountPath: '/var/lib/postgresql/data' } },
  };
}

function worker(): JsonObject {
  return {
    source: { repo: 'ada/shop', branch: 'main' },
    variables: { DATABASE_URL: { value: '${{Postgres.DATABASE_URL}}' } },
    configFile: '/worker/railway.toml',
    deploy: { startCommand: 'celery -A shop worker', numReplicas: 1, sleepApplication: true },
    build: { builder: 'DOCKERFILE', dockerfilePath: 'worker/Dockerfile' },
  };
}
