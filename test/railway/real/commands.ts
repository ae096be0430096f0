import type { Setting } from '../../support/real-railway.ts';
import { cut, graphqlError, malformed, operation, silence, tooManyRequests, type Failure } from './failure.ts';
import { PRODUCTION, PROJECT, WEB } from './platform.ts';

/** A run of the CLI whose answer is kept in test/railway/double/answers. */
export interface Recorded {
  readonly words: readonly string[];
  readonly setting?: Setting;
  readonly input?: string;
  readonly failure?: Failure;
  /** Files of the linked folder. */
  readonly files?: Readonly<Record<string, string>>;
}

const IDS = { RAILWAY_PROJECT_ID: PROJECT, RAILWAY_ENVIRONMENT_ID: PRODUCTION };
const STATUS = ['status', '--json'];
const CONFIG = ['environment', 'config', '--json'];
const SET = ['variable', 'set', 'NEW', '--service', 'web', '--environment', 'production', '--stdin', '--skip-deploys', '--json'];
const EDIT = ['environment', 'edit', '--environment', 'production', '--json'];
const PATCH = JSON.stringify({ services: { [WEB]: { deploy: { healthcheckPath: '/ready' } } } });

/** What the platform would take away: the worker and the database are not in it. */
const WEB_ALONE = `import { defineRailway, github, project, service } from 'railway/iac';

export default defineRailway(() => project('shop', { resources: [service('web', { source: github('example/shop', { branch: 'main' }), start: 'uvicorn main:app' })] }));
`;

/** The commands that answer. */
const ANSWERS: Readonly<Record<string, Recorded>> = {
  'version': { words: ['--version'], setting: { signIn: 'none', isLinked: false } },
  'whoami': { words: ['whoami', '--json'] },
  'status': { words: STATUS },
  'status-environment': { words: [...STATUS, '--environment', 'production'] },
  'status-project': { words: [...STATUS, '--project', PROJECT, '--environment', 'production'], setting: { isLinked: false } },
  'status-ids': { words: STATUS, setting: { isLinked: false, environment: IDS } },
  'status-project-token': { words: STATUS, setting: { signIn: 'project', isLinked: false } },
  'environment-config': { words: CONFIG },
  'environment-config-environment': { words: [...CONFIG, '--environment', 'staging'] },
  'environment-config-ids': { words: CONFIG, setting: { isLinked: false, environment: IDS } },
  'environment-config-project-token': { words: CONFIG, setting: { signIn: 'project', isLinked: false } },
  'variable-list': { words: ['variable', 'list', '--service', 'web', '--environment', 'production', '--json'] },
  'variable-set': { words: SET, input: 'a "new" value' },
  'variable-delete': { words: ['variable', 'delete', 'PORT', '--service', 'web', '--environment', 'production', '--json'] },
  'service-list': { words: ['service', 'list', '--environment', 'production', '--json'] },
  'scale': { words: ['scale', 'europe-west4-drams3a=3', 'us-east4-eqdc4a=0', '--service', 'web', '--environment', 'production', '--json'] },
  'environment-edit': { words: EDIT, input: PATCH },
  'environment-edit-message': { words: [...EDIT, '--message', 'Check readiness'], input: PATCH },
  'environment-edit-stage': { words: [...EDIT, '--stage'], input: PATCH },
  'environment-edit-empty': { words: EDIT, input: '' },
  'config-plan': { words: ['config', 'plan', '--json'], files: { '.railway/railway.ts': WEB_ALONE } },
};

/** The commands that fail. */
const FAILURES: Readonly<Record<string, Recorded>> = {
  'failure-signed-out': { words: STATUS, setting: { signIn: 'none' } },
  'failure-unlinked': { words: STATUS, setting: { isLinked: false } },
  'failure-login-ended': { words: STATUS, setting: { token: 'another' } },
  'failure-account-token': { words: STATUS, setting: { signIn: 'account', token: 'another' } },
  'failure-project-token': { words: STATUS, setting: { signIn: 'project', token: 'another' } },
  'failure-whoami-project-token': { words: ['whoami', '--json'], setting: { signIn: 'project' } },
  'failure-unauthorized': { words: SET, input: 'value', failure: graphqlError('Not Authorized', operation('VariableCollectionUpsert')) },
  'failure-project': { words: STATUS, setting: { isLinked: false, environment: { ...IDS, RAILWAY_PROJECT_ID: 'nowhere' } } },
  'failure-environment': { words: [...CONFIG, '--environment', 'nowhere'] },
  'failure-environment-restricted': { words: [...STATUS, '--environment', 'secured'] },
  'failure-environment-without-project': { words: STATUS, setting: { isLinked: false, environment: { RAILWAY_ENVIRONMENT_ID: PRODUCTION } } },
  'failure-service': { words: ['variable', 'list', '--service', 'nowhere', '--environment', 'production', '--json'] },
  'failure-variable': { words: ['variable', 'delete', 'NOWHERE', '--service', 'web', '--environment', 'production', '--json'] },
  'failure-variable-empty': { words: SET, input: '' },
  'failure-region': { words: ['scale', 'nowhere=1', '--service', 'web', '--environment', 'production', '--json'] },
  'failure-edit-json': { words: EDIT, input: '{"services":{' },
  'failure-edit-shape': { words: EDIT, input: JSON.stringify({ services: { [WEB]: { variables: { SECRET_KEY: 'value-MARKED-SECRET' } } } }) },
  'failure-edit-service': { words: EDIT, input: '{"services":{"nowhere":{"isDeleted":true}}}' },
  'failure-config-plan-none': { words: ['config', 'plan', '--json'] },
  'failure-flag': { words: ['status', '--nonsense'] },
  'failure-platform': { words: STATUS, failure: graphqlError('Problem processing request') },
  'failure-too-many': { words: STATUS, failure: tooManyRequests(42) },
  'failure-gateway': { words: STATUS, failure: malformed() },
  'failure-cut': { words: STATUS, failure: cut() },
  'failure-silence': { words: STATUS, failure: silence(), setting: { environment: { RAILWAY_HTTP_TIMEOUT: '1' } } },
};

export const RECORDED: Readonly<Record<string, Recorded>> = { ...ANSWERS, ...FAILURES };
