import { defineCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

/** Another program calls: it is told that its message has arrived, and never asks for more. */
const NOBODY_ASKS = /webhook|callback|hook|event|ingest|telemetry|track|notify|notification|beacon/i;
const HEADERS: readonly (readonly [string, string])[] = [['location', 'Location'], ['retry-after', 'Retry-After']];

export default defineCheck({
  needs: [],
  reads: ['tasks.handlers'],
  check(_facts, { service: { facts } }) {
    const accepting = (recordsIn(facts['tasks.handlers']) ?? []).flatMap((handler) =>
      (handler.accepted === undefined || !handler.starts || NOBODY_ASKS.test(`${handler.path ?? ''} ${handler.name}`) ? [] : [{ handler, at: handler.accepted }]));
    if (accepting.length === 0) return notApplicable('no handler answers 202 for work that it started');
    const incomplete = accepting.filter(({ handler }) => HEADERS.some(([name]) => !handler.headers.includes(name)));
    const [first, ...rest] = incomplete;
    if (first === undefined) return pass();
    const missing = HEADERS.filter(([name]) => !first.handler.headers.includes(name)).map(([, name]) => name);
    return fail({
      message: `${listed(incomplete.map(({ handler }) => handler.name))} ${incomplete.length === 1 ? 'answers' : 'answer'} 202 without ${listed(missing)}`,
      evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)], anchor: '202', fix: advised('Say where the state is (Location) and when to ask (Retry-After)'),
    });
  },
});
