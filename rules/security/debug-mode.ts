import { defineCheck, fail, notApplicable, pass, undecided, valueOf, type DebugSetting, type FactSet, type Outcome, type ProposedFix } from '#rule';
import { isWritten, runVariables } from '../shared/variables.ts';

/** Settings that only development or tests load. */
const ASIDE = /(^|\/)(dev|develop|development|local|test|tests|testing|ci|debug)(\.\w+$|\/)|(^|\/)(settings|config)[_-](dev|local|test)\w*\.\w+$|(^|\/)(test_|conftest)/i;

/** The variable that a framework's own tools know, or that its projects use. */
const VARIABLES: ReadonlyMap<string, string> = new Map([['flask', 'FLASK_DEBUG'], ['django', 'DJANGO_DEBUG'], ['quart', 'QUART_DEBUG'], ['express', 'NODE_ENV']]);

export default defineCheck({
  needs: [],
  reads: ['web.debugSettings', 'server.debug', 'start.server', 'build.variables', 'deploy.variables'],
  check(facts, { service, strings }): Outcome | readonly Outcome[] {
    const settings = facts['web.debugSettings'];
    const findings = [
      ...(valueOf(settings) ?? []).filter((setting) => !isAside(setting, service.facts)).map(settingFinding),
      ...serverFinding(service.facts), ...variableFindings(service.facts, strings('variables')),
    ];
    if (findings.length > 0) return findings;
    if (settings === undefined) return notApplicable('no code of it was read');
    if (settings.state === 'unresolved') return undecided(`debug mode cannot be told: ${settings.reason}`);
    return pass();
  },
});

function isAside({ at }: DebugSetting, facts: FactSet): boolean {
  if (at.provenance.kind !== 'declared') return false;
  const { path } = at.provenance.file;
  const server = valueOf(facts['start.server']);
  const isRunCall = /\brun\s*\(/.test(at.value) && server !== undefined && !['python', 'flask'].includes(server);
  return isRunCall || ASIDE.test(path);
}

function settingFinding(setting: DebugSetting): Outcome {
  const { at, framework, always } = setting;
  if (framework === 'express') {
    // No debugger and no settings: only the stack of the error. https://github.com/expressjs/errorhandler
    return fail({ message: 'errorhandler answers with the stack of each error', evidence: [at], anchor: 'debug:express', severity: 'high', fix: settingFix(setting) });
  }
  return fail({
    message: always ? `debug mode of ${framework} is on` : `debug mode of ${framework} is on unless a variable turns it off`,
    evidence: [at], anchor: `debug:${framework}`, severity: always ? 'critical' : 'high',
    fix: settingFix(setting),
  });
}

/** Flask reads FLASK_DEBUG itself, so that its run call loses nothing; others may need debug mode where nobody set a variable yet. */
function settingFix({ at, framework, always }: DebugSetting): ProposedFix {
  const variable = VARIABLES.get(framework) ?? 'DEBUG';
  const isRunCall = framework === 'flask' && /\brun\s*\(/.test(at.value);
  return {
    title: always ? `Read debug mode from ${variable}, off by default` : 'Turn debug mode off unless the variable turns it on',
    applicability: isRunCall && always ? 'safe' : 'review',
    change: { kind: 'rewrite', how: 'debug-from-environment', at: [at], with: { variable } },
  };
}

function serverFinding(facts: FactSet): readonly Outcome[] {
  const debug = facts['server.debug'];
  if (debug?.state !== 'known' || !debug.value) return [];
  return [fail({
    message: `${valueOf(facts['start.server']) ?? 'the server'} starts with its debugger`, evidence: [debug],
    fix: { title: 'Drop the debug option', applicability: 'safe', change: { kind: 'set-fact', fact: 'server.debug', value: false } },
  })];
}

function variableFindings(facts: FactSet, patterns: readonly string[]): readonly Outcome[] {
  const on = runVariables(facts['build.variables'], facts['deploy.variables']).filter(isWritten)
    .filter(({ variable, value }) => patterns.includes(`${variable}=${(value ?? '').toLowerCase()}`));
  return on.map(({ variable, value, at }) => fail({
    message: `${variable} is ${value ?? ''} in production`, evidence: [at], anchor: `variable:${variable}`,
    severity: variable === 'NODE_ENV' ? 'high' : 'critical',
    fix: {
      title: `Take ${variable} out here, and set it only on your machine`, applicability: 'review',
      change: { kind: 'rewrite', how: 'remove-variable', at: [at], with: { variable } },
    },
  }));
}
