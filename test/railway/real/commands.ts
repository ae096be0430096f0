import { COMMIT } from '../../../src/railway/commit-patch.ts';
import type { Setting } from '../../support/real-railway.ts';
import { cut, graphqlError, malformed, operation, silence, tooManyRequests, type Failure } from './failure.ts';
import { PRODUCTION, PROJECT, SECRETS, WEB, WORKER, type Platform } from './platform.ts';

/** A run of the CLI. */
export interface Recorded {
  readonly words: readonly string[];
  readonly setting?: Setting;
  readonly input?: string;
  readonly failure?: Failure;
  /** What is different on the platform. */
  readonly change?: (platform: Platform) => void;
  /** Files of the linked folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** False where the folder has no `node` that reads TypeScript. */
  readonly hasNode?: boolean;
}

const IDS = { RAILWAY_PROJECT_ID: PROJECT, RAILWAY_ENVIRONMENT_ID: PRODUCTION };
const WHERE = ['--service', 'web', '--environment', 'production', '--json'];
const BY_IDS = ['-s', WEB, '-e', PRODUCTION, '-p', PROJECT];
const STATUS = ['status', '--json'];
const CONFIG = ['environment', 'config', '--json'];
const SET = ['variable', 'set', 'WEB_CONCURRENCY', '--stdin', '--skip-deploys', ...WHERE];
const EDIT = ['environment', 'edit', '--environment', 'production', '--json'];
const PLAN = ['config', 'plan', '--json'];
const API = ['api', COMMIT, '--variables', '@-', '--compact'];
const UNSET = JSON.stringify({ environmentId: PRODUCTION, patch: { services: { [WEB]: { deploy: { healthcheckPath: null, restartPolicyMaxRetries: 3 } } } }, message: 'Why' });
const PATCH = JSON.stringify({ services: { [WEB]: { deploy: { healthcheckPath: '/ready', healthcheckTimeout: 60 } } } });

/** What `railway config plan` compares with the platform; the database is not in it. */
const WITHOUT_DATABASE = `import { defineRailway, github, preserve, project, service } from 'railway/iac';

export default defineRailway(() => project('shop', {
  resources: [service('web', {
    source: github('ada/shop', { branch: 'main', rootDirectory: '/' }),
    start: 'gunicorn shop.wsgi',
    env: { ${['DATABASE_URL', 'EMPTY', 'GUNICORN_WORKERS', 'LOG_LEVEL', 'PORT', 'PRIVATE_KEY', 'SECRET_KEY', 'STRIPE_KEY'].map((name) => `${name}: preserve()`).join(', ')} },
  })],
}));
`;

/** The same without a word about variables. */
const WITHOUT_VARIABLES = WITHOUT_DATABASE.replace(/\n    env: .*/, '');

/** The worker reads a railway.toml of the repository; without it the whole project can be planned. */
const withoutWorker = (platform: Platform): void => {
  for (const { config } of platform.environments) delete (config['services'] as Record<string, unknown> | undefined)?.[WORKER];
};

/** Whose standard output is a file of test/railway/double/answers. */
export const ANSWERS: Readonly<Record<string, Recorded>> = {
  'version.txt': { words: ['--version'], setting: { signIn: 'none', isLinked: false } },
  'status.json': { words: STATUS },
  'environment-config.json': { words: CONFIG },
  'environment-list.json': { words: ['environment', 'list', '--json'] },
  'variable-set.json': { words: SET, input: '3' },
  'environment-edit.json': { words: [...EDIT, '--message', 'Set the health check'], input: PATCH },
  'api.json': { words: API, input: UNSET },
  'config-plan.json': { words: PLAN, files: { '.railway/railway.ts': WITHOUT_DATABASE }, change: withoutWorker },
};

/** What goes wrong, each a file of test/railway/double/answers/failures with exit code and both outputs. */
export const FAILURES: Readonly<Record<string, Recorded>> = {
  'not-logged-in': { words: STATUS, setting: { signIn: 'none' } },
  'not-linked': { words: STATUS, setting: { isLinked: false } },
  'unauthorized': { words: STATUS, setting: { token: 'another' } },
  'invalid-token': { words: STATUS, setting: { signIn: 'project', token: 'another' } },
  'invalid-account-token': { words: STATUS, setting: { signIn: 'account', token: 'another' } },
  'project-token-user': { words: STATUS, setting: { signIn: 'project', isLinked: false } },
  'two-factor': { words: STATUS, failure: graphqlError('Two Factor Authentication Required', undefined, { workspaceName: "Ada's Projects" }) },
  'project-deleted': { words: STATUS, change: (platform) => { platform.project.deletedAt = '2026-11-01T00:00:00.000Z'; } },
  'no-project': { words: STATUS, setting: { isLinked: false, environment: { ...IDS, RAILWAY_PROJECT_ID: 'nowhere' } } },
  'no-environment': { words: [...CONFIG, '--environment', 'nowhere'] },
  'environment-restricted': { words: STATUS, change: ({ environments: [production] }) => { if (production !== undefined) production.canAccess = false; } },
  'environment-alone': { words: STATUS, setting: { isLinked: false, environment: { RAILWAY_ENVIRONMENT_ID: PRODUCTION } } },
  'no-service': { words: [...SET.slice(0, 5), '--service', 'nowhere', '--json'], input: '3' },
  'no-service-linked': { words: [...SET.slice(0, 5), '--json'], input: '3' },
  'empty-value': { words: SET, input: '\n' },
  'patch-no-json': { words: EDIT, input: '{"services":{' },
  'patch-of-another-shape': { words: EDIT, input: JSON.stringify({ services: { [WEB]: { variables: { SECRET_KEY: SECRETS.key } } } }) },
  'patch-no-service': { words: EDIT, input: '{"services":{"nowhere":{"isDeleted":true}}}' },
  'plan-no-file': { words: PLAN },
  'plan-old-node': { words: PLAN, files: { '.railway/railway.ts': WITHOUT_DATABASE }, hasNode: false },
  'plan-no-variables': { words: PLAN, files: { '.railway/railway.ts': WITHOUT_VARIABLES }, change: withoutWorker },
  'plan-config-file': { words: PLAN, files: { '.railway/railway.ts': WITHOUT_DATABASE.replace("'web'", "'worker'") } },
  'wrong-flag': { words: ['status', '--nonsense'] },
  'api-refused': { words: API, input: UNSET, failure: graphqlError('Not Authorized', operation('Commit')) },
  'api-no-environment': { words: API, input: UNSET.replace(PRODUCTION, 'nowhere') },
  'api-no-variables': { words: API, input: '' },
  'rate-limited': { words: STATUS, failure: tooManyRequests(42) },
  'offline': { words: STATUS, setting: { environment: { RAILWAY_BACKBOARD_URL: 'http://127.0.0.1:9/graphql/v2' } } },
  'connection-cut': { words: STATUS, failure: cut() },
  'gateway': { words: STATUS, failure: malformed() },
  'platform-silent': { words: STATUS, failure: silence(), setting: { environment: { RAILWAY_HTTP_TIMEOUT: '1' } } },
  'unauthorized-change': { words: SET, input: '3', failure: graphqlError('Not Authorized', operation('VariableCollectionUpsert')) },
  'unknown-failure': { words: SET, input: '3', failure: graphqlError('Problem processing request: value "sk_live_51HqsecretSecretSecret" of https://user:pw@example.com/x is wrong', operation('VariableCollectionUpsert')) },
};

/** Further commands that the CLI and its double answer alike. */
export const FURTHER: Readonly<Record<string, Recorded>> = {
  'status of one environment': { words: [...STATUS, '--environment', 'production'] },
  'status of another environment': { words: [...STATUS, '-e', 'staging'] },
  'status of a project that is given': { words: [...STATUS, '--project', PROJECT, '--environment', 'production'], setting: { isLinked: false } },
  'status of a project without an environment': { words: [...STATUS, '--project', PROJECT], setting: { isLinked: false } },
  'status by ids of the environment': { words: STATUS, setting: { isLinked: false, environment: IDS } },
  'status with a token of the project': { words: [...STATUS, '--environment', 'production'], setting: { signIn: 'project', isLinked: false } },
  'config of an environment that is given': { words: [...CONFIG, '--environment', 'production'] },
  'config by ids of the environment': { words: CONFIG, setting: { isLinked: false, environment: IDS } },
  'config with a token of the project': { words: CONFIG, setting: { signIn: 'project', isLinked: false } },
  'set in a project that is given': { words: ['variable', 'set', 'A', '--stdin', '--skip-deploys', '--json', ...BY_IDS], input: 'a', setting: { isLinked: false } },
  'plan of an environment that is given': { words: [...PLAN, '--environment', PRODUCTION], setting: { isLinked: false, environment: IDS }, files: { '.railway/railway.ts': WITHOUT_DATABASE }, change: withoutWorker },
  'environments without a link': { words: ['environment', 'list', '--json'], setting: { isLinked: false } },
  'set with a value of several lines': { words: SET, input: 'a\n"b"\r\n' },
  'set with nothing': { words: SET, input: '' },
  'edit without a message': { words: EDIT, input: PATCH },
  'edit a project that is given': { words: [...EDIT, '--project', PROJECT, '--message', 'Why'], input: PATCH, setting: { isLinked: false } },
  'edit with nothing': { words: EDIT, input: '' },
  'unset in a project that is not linked': { words: API, input: UNSET, setting: { isLinked: false } },
  'unset with a token of the project': { words: API, input: UNSET, setting: { isLinked: false, signIn: 'project' } },
  'no such command': { words: ['nonsense'] },
};
