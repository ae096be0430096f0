import { defineCheck, fail, notApplicable, pass, valueOf, type CheckContext, type FactSet, type LiveVariable, type Outcome, type ServiceVariable, type VariableChange } from '#rule';
import { advised } from '../shared/advised.ts';
import { followed, isProduction, isRead, liveVariables } from '../shared/live-variables.ts';

/** Values of a mode that stand for a developer's machine. */
const DEVELOPMENT = /^(?:development|develop|dev|local)$/i;
/** Switches that Flask and Quart read themselves, whatever the code says. https://flask.palletsprojects.com/en/stable/config/#DEBUG */
const OF_TOOLS = ['FLASK_DEBUG', 'QUART_DEBUG'];

export default defineCheck({
  needs: ['live.variables'],
  reads: ['live.service', 'live.neighbours', 'live.settings', 'runtime.framework', 'runtime.language', 'start.server', 'start.command', 'start.steps', 'runtime.scripts'],
  check(_facts, { service: { facts }, strings }): Outcome | readonly Outcome[] {
    if (!isProduction(facts)) return notApplicable('the environment is not the one for visitors, as far as its name tells');
    const findings = liveVariables(facts).flatMap((variable) => judged(variable, facts, strings) ?? []);
    return findings.length === 0 ? pass() : findings;
  },
});

function judged(variable: ServiceVariable, facts: FactSet, strings: CheckContext['strings']): Outcome | undefined {
  const settled = followed(variable, facts);
  if (isSetByCommand(variable.name, facts)) return undefined;
  if (strings('modes').includes(variable.name)) return modeFinding(variable, settled, facts);
  const isSwitch = strings('of-frameworks').includes(`${valueOf(facts['runtime.framework']) ?? ''} ${variable.name}`);
  const isUsed = OF_TOOLS.includes(variable.name) || isRead(variable, facts);
  if (!isSwitch || !isUsed || !/^(?:1|true|yes|on)$/i.test(settled.value?.trim() ?? '')) return undefined;
  const message = `${variable.name} is ${settled.value} in production`;
  if (!OF_TOOLS.includes(variable.name)) return fail({ message, evidence: [variable.at], anchor: `variable:${variable.name}`, fix: advised(`Set ${variable.name} to the word that the settings take for false`) });
  const isOwnServer = ['python', 'flask', 'quart'].includes(valueOf(facts['start.server']) ?? '');
  return finding(variable, message, { title: `Take ${variable.name} away`, to: { kind: 'removed' } }, isOwnServer ? undefined : 'medium');
}

/** NODE_ENV is read by libraries; any other mode counts only where the project reads it. */
function modeFinding(variable: ServiceVariable, { value }: LiveVariable, facts: FactSet): Outcome | undefined {
  const isLibrarys = variable.name === 'NODE_ENV' && valueOf(facts['runtime.language']) === 'node';
  if (value === undefined || !DEVELOPMENT.test(value.trim()) || (!isLibrarys && !isRead(variable, facts))) return undefined;
  return finding(variable, `${variable.name} is ${value} in production`, { title: `Set ${variable.name} to production`, to: { kind: 'value', value: 'production' } }, isLibrarys ? 'medium' : undefined);
}

/** `NODE_ENV=production node server.js`: the command's own word counts. */
function isSetByCommand(name: string, facts: FactSet): boolean {
  const start = valueOf(facts['start.command']) ?? '';
  const scripts = (valueOf(facts['runtime.scripts']) ?? []).filter((script) => new RegExp(`\\b${script.name}\\b`).test(start));
  const texts = [start, ...(valueOf(facts['start.steps']) ?? []).map(({ at }) => at.value), ...scripts.map(({ command }) => command.value)];
  return texts.some((text) => new RegExp(`(?:^|[\\s;&"'])${name}=`).test(text));
}

function finding(variable: ServiceVariable, message: string, { title, to }: { readonly title: string; readonly to: VariableChange }, severity?: 'medium'): Outcome {
  return fail({
    message, evidence: [variable.at], anchor: `variable:${variable.name}`, ...(severity === undefined ? {} : { severity }),
    fix: { title, applicability: 'review', change: { kind: 'live-variable', variable: variable.name, to } },
  });
}
