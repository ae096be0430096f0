import type { Known } from '../../../model/fact.ts';
import type { Instrument } from '../../../model/facts/tasks.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import { isScriptFile } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';

const TYPES: Readonly<Record<string, Instrument['type']>> = { Counter: 'counter', Gauge: 'gauge', Histogram: 'histogram', Summary: 'summary' };

/** Measures of prometheus_client. */
export function instruments(program: Program): readonly Instrument[] {
  return [...callsOf(program)].flatMap(({ call, place }): readonly Instrument[] => {
    const name = externalName(program, call.callee, place);
    if (!isFrom(name, 'prometheus_client', ...Object.keys(TYPES)) || isScriptFile(program, place.file)) return [];
    const type = TYPES[name?.split('.').at(-1) ?? ''];
    const title = argumentOf(call, 0, 'name');
    return type === undefined ? [] : [{ at: shown('instrument', place.file, call.range), library: 'prometheus-client', type, name: title?.kind === 'string' ? title.value : undefined }];
  });
}

const EVENTS = /^(before|after)_cursor_execute$/;
const TIMING = /^(opentelemetry\.instrumentation\.(sqlalchemy|psycopg2?|asyncpg|django)|silk|debug_toolbar|sentry_sdk\.integrations\.sqlalchemy|ddtrace|newrelic|elasticapm|scout_apm)(\.|$)/;

/** What tells how long statements take: events of SQLAlchemy, agents that look at the driver. */
export function statementTimings(program: Program): readonly Known<string>[] {
  const events = [...callsOf(program)].filter(({ call }) => call.arguments.some(({ value }) => value.kind === 'string' && EVENTS.test(value.value)));
  const imports = [...program.files.values()].flatMap((file) => file.tree.body.filter((each) =>
    (each.kind === 'import-from' && TIMING.test(each.module)) || (each.kind === 'import' && each.names.some(({ name }) => TIMING.test(name)))).map((each) => shown('timing', file, each.range)));
  return [...events.map(({ call, place }) => shown('timing', place.file, call.range)), ...imports];
}
