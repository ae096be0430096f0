import { describe, expect, it } from 'vitest';
import { liveNotices } from '../../src/discover/live-notices.ts';
import type { LoneService } from '../../src/model/service-join.ts';
import { liveState } from '../support/live-state.ts';

const NOWHERE = { folder: '', names: [] };
const STATE = liveState({ readAt: '2026-11-22T23:10:00Z', services: [{ name: 'web', source: { repo: 'ada/shop' } }, { name: 'api' }] });
const [api, web] = STATE.services;
const messages = (lone: readonly LoneService[], asOf = '2026-11-22', names: readonly string[] = []) => liveNotices(STATE, { lone }, { asOf, place: { ...NOWHERE, names } }).map(({ message }) => message);
const lone = (name: string, state: LoneService['state'], more: Partial<LoneService> = {}): LoneService => ({ local: { name, root: name }, state, candidates: [], ...more });

describe('a report says of what Railway says', () => {
  it('how old it is, after a week', () => {
    expect(messages([], '2026-11-29')).toEqual([]);
    expect(messages([], '2026-11-30')).toEqual(['what Railway says was read on 2026-11-22, 8 days before 2026-11-30; `optimize railway pull` reads it anew']);
    expect(messages([], '2026-10-01')).toEqual([]);
  });

  it('that it is of another project', () => {
    expect(messages([], '2026-11-22', ['ada/site'])).toEqual(['what Railway says is of the project shop, which deploys ada/shop, and this is ada/site']);
    expect(messages([], '2026-11-22', ['eve/site', 'Eve/Shop'])).toEqual([]);
  });

  it('whom it is about, where that is open', () => {
    const candidates = [api, web].filter((live) => live !== undefined);
    expect(messages([lone('tool', 'open', { candidates }), lone('docs', 'absent'), lone('a', 'none'), lone('b', 'none')])).toEqual([
      'what Railway says of tool is not used: it could be api or web there; `optimize railway status` asks which',
      'Railway says nothing of a, b: no service of the project shop is left for them in production',
    ]);
  });

  it('where a name is wrong', () => {
    const file = { path: 'optimize.yaml', text: 'services:\n  api: { railway: wbe }\n' };
    const said = (name: string) => ({ said: { name, file, range: { start: 28, end: 31 } } });
    expect(messages([lone('api', 'misnamed', said('wbe'))])).toEqual(['optimize.yaml:2:19: Railway has no service "wbe" in production; did you mean web?']);
    expect(messages([lone('api', 'misnamed', said('something'))])).toEqual(['optimize.yaml:2:19: Railway has no service "something" in production; there is api, web']);
  });
});
