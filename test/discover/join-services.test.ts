import { describe, expect, it } from 'vitest';
import type { ServiceSetting } from '../../src/config/config.ts';
import { joinServices, type JoinContext } from '../../src/discover/join-services.ts';
import type { ServiceRoot } from '../../src/discover/services.ts';
import { liveState, type GivenService } from '../support/live-state.ts';

const local = (name: string, root = name, more: Partial<ServiceRoot> = {}): ServiceRoot => ({ name, root, configFile: undefined, declaredAs: undefined, ...more });
const from = (rootDirectory: string, repo = 'ada/shop') => ({ source: { repo, rootDirectory } });
const IMAGE = { source: { image: 'ghcr.io/railwayapp-templates/postgres-ssl:17' } };

/** A word of the configuration on a service. */
function said(name: string, railway: string | false): ServiceSetting {
  const origin = { kind: 'file', file: { path: 'optimize.yaml', text: `services: { ${name}: { railway: ${railway} } }` }, range: { start: 0, end: 8 } } as const;
  return { name, origin, railway: { value: railway, origin }, facts: { facts: new Map(), variables: new Map() }, rules: new Map() };
}

interface Case {
  readonly name: string;
  readonly roots: readonly ServiceRoot[];
  readonly live: readonly GivenService[];
  readonly says?: readonly ServiceSetting[];
  readonly files?: readonly string[];
  readonly place?: JoinContext['place'];
  /** `local = live (sign)`, or `local: state of candidates`. */
  readonly joined: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'the only one on both sides, beside a database', roots: [local('app', '')], live: [{ name: 'storefront', ...from('') }, { name: 'Postgres', ...IMAGE }], joined: ['app = storefront (root-directory)'] },
  { name: 'the only one here, which the platform builds with the folder around it', roots: [local('backend')], live: [{ name: 'storefront', ...from('') }], joined: ['backend = storefront (only-one)'] },
  { name: 'the only one here and one of another folder there', roots: [local('app', '')], live: [{ name: 'storefront', ...from('backend') }], files: ['backend/a.py'], joined: ['app: open of storefront'] },
  { name: 'the only one here and one of a folder that is gone', roots: [local('app', '')], live: [{ name: 'storefront', ...from('backend') }], joined: ['app = storefront (only-one)'] },
  { name: 'a name and a folder that is gone', roots: [local('api', 'services/api'), local('web')], live: [{ name: 'api', ...from('api') }], files: ['services/api/a.py'], joined: ['api = api (name)', 'web: none'] },
  { name: 'a name and a folder outside of what is scanned', roots: [local('api'), local('web')], live: [{ name: 'api', ...from('api') }], place: { folder: 'shop', names: [] }, joined: ['api: open of api', 'web: open of api'] },
  { name: 'names whatever their case', roots: [local('api'), local('Web')], live: [{ name: 'API' }, { name: 'web' }], joined: ['api = API (name)', 'Web = web (name)'] },
  { name: 'folders before names', roots: [local('api', 'a'), local('web', 'b')], live: [{ name: 'api', ...from('/b/') }, { name: 'web', ...from('./a') }], joined: ['api = web (root-directory)', 'web = api (root-directory)'] },
  { name: 'a name that belongs to another folder', roots: [local('api', 'a'), local('web', 'b')], live: [{ name: 'api', ...from('services/api') }, { name: 'web', ...from('b') }], files: ['services/api/x'], joined: ['web = web (root-directory)', 'api: open of api'] },
  { name: 'two of one folder there', roots: [local('api', 'a'), local('tool', 'b')], live: [{ name: 'one', ...from('a') }, { name: 'two', ...from('a') }], joined: ['api: open of one, two', 'tool: open of one, two'] },
  { name: 'two of one folder on both sides, by their names', roots: [local('web', ''), local('worker', '', { configFile: 'railway.worker.json' })], live: [{ name: 'Web', ...from('') }, { name: 'worker', ...from('') }], joined: ['web = Web (name)', 'worker = worker (name)'] },
  { name: 'two of one folder here, one with a file of its own', roots: [local('app', ''), local('worker', '', { configFile: 'railway.worker.json' })], live: [{ name: 'one', ...from('') }, { name: 'two', configFile: '/railway.worker.json', ...from('') }], joined: ['worker = two (config-file)', 'app: open of one'] },
  { name: 'the rest of a folder by its name', roots: [local('app', ''), local('worker', '', { configFile: 'railway.worker.json' })], live: [{ name: 'App', ...from('') }, { name: 'two', configFile: '/railway.worker.json', ...from('') }], joined: ['app = App (name)', 'worker = two (config-file)'] },
  { name: 'the rest of a folder when the configuration has said the other', roots: [local('app', ''), local('worker', '')], live: [{ name: 'one', ...from('') }, { name: 'two', ...from('') }], says: [said('worker', 'two')], joined: ['app = one (root-directory)', 'worker = two (configuration)'] },
  { name: 'a folder that another one reads its file from', roots: [local('app', ''), local('api', 'a')], live: [{ name: 'one', ...from('') }, { name: 'two', configFile: 'a/railway.json', ...from('') }], files: ['a/railway.json'], joined: ['app = one (root-directory)', 'api = two (config-file)'] },
  { name: 'the file of a folder', roots: [local('api', 'a'), local('web', 'b')], live: [{ name: 'one', configFile: 'a/railway.toml' }, { name: 'two', configFile: '/b/railway.json' }], files: ['a/railway.toml', 'b/railway.json'], joined: ['api = one (config-file)', 'web = two (config-file)'] },
  { name: 'a file that several read', roots: [local('api', ''), local('tool', 'tool')], live: [{ name: 'one', configFile: 'railway.json' }, { name: 'two', configFile: 'railway.json' }], files: ['railway.json'], joined: ['api: open of one, two', 'tool: open of one, two'] },
  { name: 'a name of .railway/railway.ts, also of an image', roots: [local('backend', 'b', { declaredAs: 'Shop' })], live: [{ name: 'shop', source: { image: 'ghcr.io/ada/shop:3' } }, { name: 'backend', ...from('c') }], joined: ['backend = shop (railway-ts)'] },
  { name: 'no image by its name or alone', roots: [local('redis')], live: [{ name: 'redis', source: { image: 'redis:8' } }], joined: ['redis: none'] },
  { name: 'an image of ours is asked for', roots: [local('api')], live: [{ name: 'api', source: { image: 'ghcr.io/ada/api:3' } }, { name: 'Postgres', ...IMAGE }], joined: ['api: open of api'] },
  { name: 'a Dockerfile in the folder of another one', roots: [local('app', ''), local('api', 'a')], live: [{ name: 'one', ...from(''), settings: { 'build.dockerfilePath': 'a/Dockerfile' } }], joined: ['api = one (root-directory)', 'app: none'] },
  { name: 'a Dockerfile that lies elsewhere', roots: [local('app', ''), local('api', 'a')], live: [{ name: 'one', ...from(''), settings: { 'build.dockerfilePath': 'docker/Dockerfile' } }], joined: ['app = one (root-directory)', 'api: none'] },
  { name: 'the configuration before all, also of an image and twice', roots: [local('api', 'a'), local('web', 'b')], live: [{ name: 'api', ...from('a') }, { name: 'Shop', source: { image: 'ghcr.io/ada/shop:3' } }], says: [said('api', 'shop'), said('web', 'Shop')], joined: ['api = Shop (configuration)', 'web = Shop (configuration)'] },
  { name: 'its exact letters before others', roots: [local('api')], live: [{ name: 'SHOP' }, { name: 'Shop' }], says: [said('api', 'Shop')], joined: ['api = Shop (configuration)'] },
  { name: 'what is said not to be there', roots: [local('api')], live: [{ name: 'api', ...from('api') }], says: [said('api', false)], joined: ['api: absent of api'] },
  { name: 'a name that is not there is no guess', roots: [local('api')], live: [{ name: 'api', ...from('api') }], says: [said('api', 'shop')], joined: ['api: misnamed of api'] },
  { name: 'what comes from another repository', roots: [local('app', '')], live: [{ name: 'app', ...from('', 'ada/site') }], place: { folder: '', names: ['ada/shop'] }, joined: ['app: open of app'] },
  { name: 'a fork', roots: [local('app', '')], live: [{ name: 'web', ...from('', 'acme/Shop') }, { name: 'site', ...from('', 'acme/site') }], place: { folder: '', names: ['ada/shop'] }, joined: ['app = web (root-directory)'] },
  { name: 'a project below the top of its repository', roots: [local('app', '')], live: [{ name: 'one', ...from('backend') }, { name: 'two', ...from('') }], place: { folder: 'backend', names: [] }, joined: ['app = one (root-directory)'] },
  { name: 'its file there', roots: [local('app', '')], live: [{ name: 'one', configFile: '/backend/railway.json' }, { name: 'two' }], files: ['railway.json'], place: { folder: 'backend', names: [] }, joined: ['app = one (config-file)'] },
];

describe('services of both sides are joined', () => {
  it.each(CASES)('$name', ({ roots, live, says = [], files = [], place = { folder: '', names: [] }, joined }) => {
    const state = liveState({ services: live });
    const join = joinServices(roots, state, { config: { services: says }, place, files: { has: (path) => files.includes(path), hasFolder: (path) => files.some((each) => each.startsWith(`${path}/`)) } });
    const words = [
      ...join.joined.map((pair) => `${pair.local.name} = ${pair.live.name} (${pair.by})`),
      ...join.lone.map((lone) => `${lone.local.name}: ${[lone.state, ...(lone.candidates.length === 0 ? [] : ['of', lone.candidates.map(({ name }) => name).join(', ')])].join(' ')}`),
    ];
    expect(words).toEqual(joined);
    const matched = new Set(join.joined.map((pair) => pair.live.name));
    expect(join.unmatched.map(({ name }) => name)).toEqual(state.services.map(({ name }) => name).filter((name) => !matched.has(name)));
  });
});
