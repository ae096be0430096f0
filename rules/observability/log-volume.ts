import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type LogSetup, type Outcome, type Pool, type ProposedFix, type Variable } from '#rule';
import { advised } from '../shared/advised.ts';
import { libraryName } from '../shared/library-names.ts';
import { isProduction, isRead, liveVariable } from '../shared/live-variables.ts';
import { isWritten, removalOf, runVariables } from '../shared/variables.ts';

export default defineCheck({
  needs: [],
  reads: ['database.pools', 'logs.setups', 'server.options', 'start.server', 'build.variables', 'deploy.variables', 'live.service', 'live.variables', 'live.neighbours', 'live.settings'],
  check(_facts, { service: { facts }, strings }): Outcome | readonly Outcome[] {
    const pools = (valueOf(facts['database.pools']) ?? []).filter(({ served }) => served);
    const setups = (valueOf(facts['logs.setups']) ?? []).filter(({ levelAt }) => levelAt !== undefined);
    const findings = [...pools.flatMap(echoFinding), ...setups.flatMap(levelFinding), ...variableFindings(facts, strings('variables')), ...serverFinding(facts, strings('levels'))];
    if (findings.length > 0) return findings;
    return pools.length + setups.length === 0 && facts['start.server']?.state !== 'known' ? notApplicable('nothing shows what it logs') : pass();
  },
});

function echoFinding({ at, library, options }: Pool): readonly Outcome[] {
  const echo = options.find(({ name, value }) => (name === 'echo' || name === 'echo_pool') && (valueOf(value) === true || valueOf(value) === 'debug') && value.state === 'known' && value.provenance.kind === 'declared');
  if (echo === undefined || echo.value.state !== 'known') return [];
  const fix: ProposedFix = { title: `Leave ${echo.name} out`, applicability: 'review', change: { kind: 'set-options', at, remove: [echo.name] } };
  return [fail({ message: `${libraryName(library)} logs every query and its parameters`, evidence: [echo.value, at], anchor: `pool:${echo.name}`, fix })];
}

function levelFinding({ at, call, level, levelAt }: LogSetup): readonly Outcome[] {
  if (level !== 'DEBUG' || levelAt === undefined) return [];
  const text = levelAt.value.replace(/DEBUG/, 'INFO').replace(/debug/, 'info');
  const fix: ProposedFix = text === levelAt.value
    ? advised('Set the level INFO, or read it from a variable')
    : { title: 'Log from INFO on', applicability: 'review', change: { kind: 'replace', at: levelAt, text } };
  return [fail({ message: `${call} lets lines for debugging through, whatever the environment says`, evidence: [at], anchor: `log:${call}`, severity: 'low', confidence: 'medium', fix })];
}

function variableFindings(facts: FactSet, patterns: readonly string[]): readonly Outcome[] {
  const on = runVariables(facts['build.variables'], facts['deploy.variables']).filter(({ variable, value }) => patterns.includes(`${variable}=${(value ?? '').toLowerCase()}`));
  return on.filter((variable) => isWritten(variable) || counts(variable, facts)).map((variable) => fail({
    message: `${variable.variable} is ${variable.value ?? ''} in production`, evidence: [variable.at], anchor: `variable:${variable.variable}`, severity: 'low',
    fix: { title: `Take ${variable.variable} out${isWritten(variable) ? ' here' : ''}, and set it for an hour when you need it`, applicability: 'review', change: removalOf(variable) },
  }));
}

/** On the platform it matters where visitors come, and where something reads it: libraries of Node read DEBUG, which no file then names. */
function counts({ variable: name }: Variable, facts: FactSet): boolean {
  const variable = liveVariable(facts, name);
  return isProduction(facts) && (name === 'DEBUG' || (variable !== undefined && isRead(variable, facts)));
}

/** `--log-level debug` of gunicorn and uvicorn. */
function serverFinding(facts: FactSet, levels: readonly string[]): readonly Outcome[] {
  const option = (valueOf(facts['server.options']) ?? []).find(({ name, effective }) => effective && /^log_?level$/i.test(name));
  if (option?.value.state !== 'known' || !levels.includes(option.value.value.toLowerCase())) return [];
  return [fail({
    message: `${valueOf(facts['start.server']) ?? 'the server'} logs at the level ${option.value.value}`, evidence: [option.value], anchor: 'server:log-level', severity: 'low',
    fix: {
      title: 'Let the server log at the level info', applicability: 'review',
      change: { kind: 'rewrite', how: 'set-server-option', at: [option.value], with: { option: option.name, value: 'info' } },
    },
  })];
}
