import { mergePatch } from './merge-patch.ts';
import type { Json, JsonObject, Platform, PlatformEnvironment } from './platform.ts';

/** What a field is given; the schema has checked the types. */
interface Arguments {
  readonly id: string;
  readonly environmentId: string;
  readonly decryptVariables?: boolean | null;
  readonly isEphemeral?: boolean | null;
  readonly patch: JsonObject;
  readonly input: JsonObject;
}

/** The root of every request: what each field of Query and Mutation answers. A field that is not here fails with its name. */
export function resolvers(platform: Platform): Record<string, (given: Arguments) => unknown> {
  return {
    me: () => ({ ...platform.user, workspaces: [{ ...platform.workspace, team: null, projects: edges([project(platform)]) }] }),
    externalWorkspaces: () => [],
    project: ({ id }) => (id === platform.project.id ? project(platform) : fail('Project not found')),
    projectToken: () => ({ id: 'c0000000-0000-4000-8000-000000000001', project: project(platform), environment: environment(platform, first(platform)) }),
    environments: () => edges(platform.environments.map((each) => environment(platform, each))),
    environment: ({ id }) => environment(platform, found(platform, id)),
    regions: () => REGIONS,
    cliEventTrack: () => true,
    githubRepos: () => [],
    environmentPreviewChangeSet: ({ input }) => ({ changeSet: input, diagnostics: [], effects: {} }),
    variableCollectionUpsert: ({ input }) => upsert(platform, input),
    environmentPatchCommit: ({ environmentId, patch }) => {
      mergePatch(found(platform, environmentId).config, patch);
      return PATCH_ID;
    },
  };
}

const PATCH_ID = 'f0000000-0000-4000-8000-000000000001';

/** Two of Railway's regions (https://docs.railway.com/reference/regions) and one that is given up. */
const REGIONS = [
  region('europe-west4-drams3a', 'EU West', 'NL'),
  region('us-west2', 'US West', 'US'),
  region('us-east4-eqdc4a', 'US East', 'US'),
  { ...region('us-west1', 'US West (old)', 'US'), deploymentConstraints: { deprecationInfo: { isDeprecated: true, replacementRegion: 'us-west2' } } },
];

function region(name: string, location: string, country: string) {
  return { name, region: name, country, location, workspaceId: null, deploymentConstraints: null };
}

function fail(message: string): never {
  throw new Error(message);
}

const first = (platform: Platform): PlatformEnvironment => platform.environments[0] ?? fail('Environment not found');

const found = (platform: Platform, id: string): PlatformEnvironment => platform.environments.find((each) => each.id === id) ?? fail('Environment not found');

const edges = (nodes: readonly unknown[]) => ({ edges: nodes.map((node) => ({ node })), pageInfo: { hasNextPage: false, endCursor: null } });

function project(platform: Platform) {
  return {
    ...platform.project,
    workspaceId: platform.workspace.id,
    workspace: platform.workspace,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-11-01T00:00:00.000Z',
    buckets: edges([]),
    services: edges(platform.services.map((each) => ({ ...each, templateServiceId: null }))),
    volumes: edges(platform.volumes),
    environments: () => edges(platform.environments.map((each) => environment(platform, each))),
  };
}

function environment(platform: Platform, each: PlatformEnvironment) {
  const services = objectOf(each.config['services']);
  const volumes = objectOf(each.config['volumes']);
  return {
    id: each.id,
    name: each.name,
    projectId: platform.project.id,
    canAccess: each.canAccess,
    deletedAt: null,
    isEphemeral: false,
    meta: null,
    sourceEnvironment: null,
    canvasGroupRefs: {},
    configEtag: 'etag-1',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-11-01T00:00:00.000Z',
    unmergedChangesCount: 0,
    config: ({ decryptVariables }: Pick<Arguments, 'decryptVariables'>) => (decryptVariables === true ? each.config : hidden(each.config)),
    serviceInstances: edges(platform.services.filter(({ id }) => id in services).map(({ id, name }) => serviceInstance(each, id, name, objectOf(services[id])))),
    volumeInstances: edges(platform.volumes.filter(({ id }) => id in volumes).map((volume) => volumeInstance(each, volume, objectOf(volumes[volume.id])))),
  };
}

/** Without `decryptVariables` the values stay in the platform. */
function hidden(config: JsonObject): Json {
  return JSON.parse(JSON.stringify(config, (name, value) => (name === 'value' ? '' : value))) as Json;
}

function serviceInstance(each: PlatformEnvironment, id: string, name: string, service: JsonObject) {
  const made = each.deployments[id];
  const deploy = objectOf(service['deploy']);
  const networking = objectOf(service['networking']);
  const source = objectOf(service['source']);
  const latest = made === undefined ? null : {
    ...made, canRedeploy: true, deploymentStopped: false,
    instances: Array.from({ length: Math.max(made.running, 1) }, (_, at) => ({ id: `${made.id}:${at + 1}`, status: made.running > 0 ? 'RUNNING' : 'CRASHED' })),
  };
  return {
    id: `${id}:${each.name}`, serviceId: id, serviceName: name, environmentId: each.id,
    numReplicas: deploy['numReplicas'] ?? null, startCommand: deploy['startCommand'] ?? null, cronSchedule: deploy['cronSchedule'] ?? null, nextCronRunAt: null,
    tracingEnabled: false, autoInstrumentationEnabled: false, railwayConfigFile: service['configFile'] ?? null,
    source: { repo: source['repo'] ?? null, image: source['image'] ?? null },
    latestDeployment: latest, activeDeployments: latest?.status === 'SUCCESS' ? [latest] : [],
    domains: { serviceDomains: domains(id, networking['serviceDomains']), customDomains: domains(id, networking['customDomains']) },
  };
}

function domains(service: string, of: Json | undefined) {
  return Object.entries(objectOf(of)).map(([domain, settings]) => ({ id: `${service}:${domain}`, domain, targetPort: objectOf(settings)['port'] ?? null }));
}

function volumeInstance(each: PlatformEnvironment, volume: { readonly id: string; readonly name: string }, settings: JsonObject) {
  const [serviceId = null, mount] = Object.entries(objectOf(each.config['services'])).map(([id, service]) => [id, objectOf(objectOf(objectOf(service)['volumeMounts'])[volume.id])] as const)
    .find(([, mounted]) => Object.keys(mounted).length > 0) ?? [];
  return {
    id: `${volume.id}:${each.name}`, serviceId, environmentId: each.id, mountPath: mount?.['mountPath'] ?? '', volume, state: 'READY', deletedAt: null, isPendingDeletion: false,
    currentSizeMB: each.usedMb[volume.id] ?? 0, sizeMB: settings['sizeMb'] ?? 0,
  };
}

function upsert(platform: Platform, { environmentId, serviceId, variables }: JsonObject): boolean {
  const set = Object.fromEntries(Object.entries(objectOf(variables)).map(([name, value]) => [name, { value }]));
  mergePatch(found(platform, String(environmentId)).config, patchOf(serviceId, set));
  return true;
}

const patchOf = (service: Json | undefined, variables: JsonObject): JsonObject =>
  (typeof service === 'string' ? { services: { [service]: { variables } } } : { sharedVariables: variables });

const objectOf = (value: Json | undefined): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : {});
