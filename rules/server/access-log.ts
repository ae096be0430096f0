import { defineCheck, fail, notApplicable, pass, type Evidence, type FactSet, type Outcome } from '#rule';
import { recordsIn } from '../shared/records.ts';
import { isUnset, optionNamed, optionValue } from '../shared/server-options.ts';
import { serverAmong } from '../shared/served-by.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.options', 'server.optionsComplete', 'web.requestLogs', 'start.serverCommand'],
  check(facts, { service }): Outcome {
    const server = serverAmong(service.facts, 'uvicorn', 'gunicorn');
    if (server === undefined) return notApplicable('another server serves it');
    const [own] = recordsIn(facts['web.requestLogs']) ?? [];
    if (own === undefined) return notApplicable('the program logs no request by itself');
    const log = server.value === 'uvicorn' ? logOfUvicorn(service.facts, server) : logOfGunicorn(service.facts);
    if (log === undefined) return pass();
    const option = server.value === 'uvicorn' ? { option: 'access_log', value: false } : { option: 'accesslog' };
    const title = `Switch the log of ${server.value} off`;
    const isFlag = log.state === 'known' && log.value === 'true'; // what switches on what is on has to give way to its opposite
    return fail({
      message: `each request is logged twice: by the program and by ${server.value}`,
      evidence: [own, log], anchor: 'access_log',
      fix: isFlag ? { title, applicability: 'advice', change: { kind: 'advice' } } : { title, applicability: 'review', change: { kind: 'rewrite', how: 'set-server-option', at: [server], with: option } },
    });
  },
});

/** uvicorn logs requests at the level info unless it is told not to. */
function logOfUvicorn(facts: FactSet, server: Evidence): Evidence | undefined {
  if (optionNamed(facts, 'log_config') !== undefined || /^(warning|error|critical)$/.test(optionValue(facts, 'log_level')?.value ?? 'info')) return undefined;
  const told = optionValue(facts, 'access_log');
  if (told !== undefined) return /^(true|1|yes|on)$/i.test(told.value) ? told : undefined;
  return isUnset(facts, 'access_log') ? server : undefined;
}

/** gunicorn logs requests where it is told a file. */
function logOfGunicorn(facts: FactSet): Evidence | undefined {
  const told = optionValue(facts, 'accesslog');
  return told === undefined || told.value === 'None' || told.value === '/dev/null' ? undefined : told;
}
