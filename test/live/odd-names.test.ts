import { expect, it } from 'vitest';
import { liveStateFrom } from '../../src/live/read-answers.ts';
import { redactVariable } from '../../src/live/redact-variable.ts';
import { liveStateText, readLiveState } from '../../src/live/state-file.ts';
import type { LiveState } from '../../src/model/live-state.ts';
import { processorTime } from '../support/processor-time.ts';

const KEY = `ghp_${'aB3dE5gH7jK9'.repeat(3)}`;
const edges = (...nodes: readonly object[]): object => ({ edges: nodes.map((node) => ({ node })) });

function statusWith(more: object = {}): object {
  const instance = { serviceId: 'web', domains: { serviceDomains: [{ domain: `${KEY}.up.railway.app` }], customDomains: [] }, latestDeployment: { status: `FAILED --token ${KEY}`, createdAt: '2026-11-20T10:00:00Z' }, ...more };
  const volume = { serviceId: 'web', mountPath: `/data/${KEY}`, volume: { id: 'volume' } };
  return { id: 'project', name: `shop ${KEY}`, services: edges({ id: 'web', name: `web ${KEY}` }), environments: edges({ id: 'environment', name: `production ${KEY}`, serviceInstances: edges(instance), volumeInstances: edges(volume) }) };
}

const config = { services: { web: { networking: { customDomains: { [`${KEY}.example.com`]: {} } }, variables: { [KEY]: { value: 'a' }, q7Rx2LmZ9vK3aB5c: { value: 'a' }, ['A'.repeat(300)]: { value: 'a' } } } } };
const options = { readAt: '2026-11-22T03:10:00Z', cli: '5.71.0' };

it('keeps no key that stands in a name, a domain, a path or a status', async () => {
  const state = liveStateFrom(statusWith(), config, options) as LiveState;
  const text = liveStateText(state);
  expect(text).not.toContain(KEY);
  expect(text).not.toContain('q7Rx2LmZ9vK3aB5c');
  expect([state.project.name, state.environment.name, state.services[0]?.name]).toEqual(['shop …', 'production …', 'web …']);
  expect(await readLiveState(text)).toEqual(state);
});

it('takes no deployment at a time that is none, so that what is written can be read', () => {
  expect(liveStateFrom(statusWith({ latestDeployment: { status: 'FAILED', createdAt: 'yesterday' } }), config, options)).toEqual({
    message: 'railway status --json: environments.edges[0].node.serviceInstances.edges[0].node.latestDeployment.createdAt is no time like 2026-11-26T03:10:00Z',
  });
});

it('reads keys of prototypes as names like others', () => {
  const odd = JSON.parse('{"services":{"__proto__":{"variables":{"__proto__":{"value":"a"},"constructor":{"value":"b"}}},"constructor":{}}}') as unknown;
  const { services } = liveStateFrom(statusWith(), odd, options) as LiveState;
  expect(services.map(({ id, variables }) => [id, variables.map(({ name }) => name)])).toEqual([['__proto__', ['__proto__', 'constructor']], ['constructor', []], ['web', []]]);
  expect(Object.hasOwn(Object.prototype, 'variables')).toBe(false);
});

it('shapes a value of a megabyte, and a name of one, in no time', async () => {
  expect(await processorTime(() => {
    for (const part of ['a', ' ', '${{', '://', '"', 'a:b@', '%26', '\\']) {
      redactVariable('API', { value: part.repeat(1_000_000 / part.length) });
      redactVariable(part.repeat(1_000_000 / part.length), { value: 'a' });
    }
  })).toBeLessThan(2_000);
});
