import { failed } from './failures.mjs';
import { answer, json, text } from './files.mjs';
import { merged, readState, writeState } from './state.mjs';
import { flag, serviceOf, targetOf } from './target.mjs';

const pretty = (value) => ({ stdout: `${JSON.stringify(value, undefined, 2)}\n` });
const line = (value) => ({ stdout: `${JSON.stringify(value)}\n` });

/** Commands by their words, the longer ones first. */
const COMMANDS = [
  ['variable set', setVariable], ['variable delete', deleteVariable], ['variable list', listVariables], ['environment config', showConfig],
  ['environment edit', editEnvironment], ['environment list', listEnvironments], ['config plan', planConfig], ['service list', () => answer('service-list.json')],
  ['status', showStatus], ['scale', scale], ['api', callApi], ['whoami', () => answer('whoami.json')],
];

/** What the CLI prints for these words, and what it changes. */
export function commandOf(words, stdin) {
  const [, command] = COMMANDS.find(([name]) => name.split(' ').every((word, at) => words[at] === word)) ?? [];
  if (command === undefined) return { code: 2, stderr: `error: unrecognized subcommand '${words[0]}'\n\nUsage: railway [COMMAND]\n\nFor more information, try '--help'.\n\n` };
  return command(words, stdin, readState());
}

function showStatus(words, stdin, state) {
  const { failure, environment } = targetOf(words, state);
  if (failure !== undefined) return failure;
  const isScoped = flag(words, '-e', '--environment') !== undefined;
  const edges = state.status.environments.edges.filter(({ node }) => !isScoped || node.id === environment.id);
  return pretty({ ...state.status, environments: { ...state.status.environments, edges } });
}

function showConfig(words, stdin, state) {
  return targetOf(words, state, { takesProject: false }).failure ?? pretty(state.config);
}

function listEnvironments(words, stdin, state) {
  const { failure, linked } = targetOf(words, state);
  if (failure !== undefined) return failure;
  return pretty({ environments: json('environment-list.json').environments.map((each) => ({ ...each, isLinked: each.id === linked.environment })) });
}

/** The CLI takes line ends off the end of what it reads, and then refuses an empty value. */
function setVariable(words, stdin, state) {
  const value = stdin.replace(/\n+$/, '').replace(/\r+$/, '');
  if (value === '') return failed('Empty value provided via stdin');
  const [, , key] = words;
  return onService(words, state, (service) => {
    writeState({ ...state, config: merged(state.config, { services: { [service.id]: { variables: { [key]: { value } } } } }) });
    return line({ ...json('variable-set.json'), keys: [key] });
  });
}

function deleteVariable(words, stdin, state) {
  const [, , key] = words;
  return onService(words, state, (service) => {
    if (state.config.services[service.id]?.variables?.[key] === undefined) return failed(`Variable '${key}' not found`);
    writeState({ ...state, config: merged(state.config, { services: { [service.id]: { variables: { [key]: null } } } }) });
    return line({ ...json('variable-delete.json'), key });
  });
}

/** Values with their references resolved; a sealed one is null. */
function listVariables(words, stdin, state) {
  return onService(words, state, (service) => {
    const recorded = json('variable-list.json');
    const railwaysOwn = Object.entries(recorded).filter(([name]) => name.startsWith('RAILWAY_')).map(([name, value]) => [name, { value }]);
    const entries = [...Object.entries(state.config.services[service.id]?.variables ?? {}), ...railwaysOwn];
    return pretty(Object.fromEntries(entries.map(([name, { value, isSealed }]) => [name, isSealed ? null : resolved(value, name, recorded)]).sort(([a], [b]) => (a < b ? -1 : 1))));
  });
}

function resolved(value, name, recorded) {
  return value.includes('${{') ? (recorded[name] ?? value) : value;
}

/** Regions of the platform that the answers were recorded from. */
const REGIONS = ['europe-west4-drams3a', 'us-west2', 'us-east4-eqdc4a'];

/** No replicas take the region away. */
function scale(words, stdin, state) {
  const assigned = words.slice(1).filter((word) => /^[\w-]+=\d+$/.test(word)).map((word) => word.split('='));
  const regions = Object.fromEntries(assigned.map(([region, count]) => [region, count === '0' ? null : { numReplicas: Number(count) }]));
  if (Object.keys(regions).length === 0) return failed('Please specify replica counts as REGION=REPLICAS, for example `railway scale eu-west=2`');
  const unknown = Object.keys(regions).find((region) => !REGIONS.includes(region));
  return onService(words, state, (service) => {
    if (unknown !== undefined) return JSON.parse(text('failures/no-region.json').replace('nowhere', unknown));
    const config = merged(state.config, { services: { [service.id]: { deploy: { multiRegionConfig: regions } } } });
    writeState({ ...state, config });
    return line({ regions: { ...config.services[service.id].deploy.multiRegionConfig, ...regions } });
  });
}

function editEnvironment(words, stdin, state) {
  const { failure, environment } = targetOf(words, state);
  if (failure !== undefined) return failure;
  const shown = `> Environment ${environment.name}\n`;
  if (stdin.trim() === '') return { ...line({ committed: false, message: 'No changes to apply', staged: false }), stderr: shown };
  let patch;
  try {
    patch = JSON.parse(stdin);
  } catch {
    return failed(`${shown}Failed to parse stdin as JSON. Expected EnvironmentConfig format.\n\nCaused by:\n    expected value at line 1 column 1`);
  }
  if (Object.keys(patch).length === 0) return { ...line({ committed: false, message: 'No changes to apply', staged: false }), stderr: shown };
  const unknown = unknownService(patch, state);
  if (unknown !== undefined) return failed(`${shown}${unknown}`);
  const where = { environmentId: environment.id, environmentName: environment.name };
  const message = flag(words, '-m', '--message');
  if (words.includes('--stage')) return { ...line({ committed: false, ...where, staged: true }), stderr: `${shown}> Input stdin (JSON)\n> Apply changes now? No\n` };
  writeState({ ...state, config: merged(state.config, patch) });
  const stderr = `${shown}> Input stdin (JSON)\n${message === undefined ? '' : `> Apply changes now? Yes\n> Commit message ${message}\n`}`;
  return { ...line({ ...json('environment-edit.json'), ...where, message: message ?? null }), stderr };
}

/** What the CLI says of a service that the environment does not have; undefined where it has them all. */
function unknownService(patch, { status, config }) {
  const services = status.services.edges.map(({ node }) => node).filter(({ id }) => id in config.services);
  const unknown = Object.keys(patch.services ?? {}).find((key) => !services.some(({ id, name }) => [id, name].includes(key)));
  return unknown === undefined ? undefined : `Service '${unknown}' not found in environment. Available services: ${services.map(({ name }) => name).join(', ')}`;
}

/** The one mutation that it is asked for: a change of an environment in which null unsets. It needs no link. */
function callApi(words, stdin, state) {
  if (stdin.trim() === '') return json('failures/api-no-variables.json');
  const { environmentId, patch } = JSON.parse(stdin);
  if (!state.status.environments.edges.some(({ node }) => node.id === environmentId)) return json('failures/api-no-environment.json');
  writeState({ ...state, config: merged(state.config, patch) });
  return answer('api.json');
}

function planConfig(words, stdin, state) {
  const { failure } = targetOf(words, state, { takesProject: false });
  if (failure !== undefined) return failure;
  const plan = state.plan ?? json('config-plan.json');
  return { ...pretty({ ...plan, file: flag(words, '--file') ?? plan.file }), code: plan.ok ? 0 : 1, stderr: plan.ok ? '' : `Railway configuration could not be processed:\n${plan.diagnostics.map(({ path, message }) => `${path}: ${message}`).join('\n')}\n` };
}

function onService(words, state, act) {
  const target = targetOf(words, state);
  if (target.failure !== undefined) return target.failure;
  const { failure, service } = serviceOf(words, state, target.linked);
  return failure ?? act(service);
}
