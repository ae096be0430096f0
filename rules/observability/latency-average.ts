import { defineCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';

const DURATION = /(latency|duration|response_?time|request_?time|elapsed)/i;

export default defineCheck({
  needs: [],
  reads: ['metrics.instruments'],
  check(_facts, { service: { facts } }) {
    const instruments = recordsIn(facts['metrics.instruments']) ?? [];
    const durations = instruments.filter(({ name }) => DURATION.test(name ?? ''));
    const [gauge] = durations.filter(({ type }) => type === 'gauge');
    if (durations.length === 0) return notApplicable('no metric of it is about how long something takes');
    if (gauge === undefined || instruments.some(({ type, name }) => type === 'histogram' && (name === undefined || DURATION.test(name)))) return pass();
    return fail({ message: `${gauge.name} is a gauge, in which the slow requests disappear`, evidence: [gauge.at], anchor: 'duration', fix: advised('Count seconds in a Histogram') });
  },
});
