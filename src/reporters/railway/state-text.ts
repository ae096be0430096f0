import type { LiveService, LiveState, LiveValue, LiveVariable, LiveVolume } from '../../model/live-state.ts';
import type { Paint } from '../paint.ts';
import { printable, shown } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { fieldLines, type Field } from './fields.ts';
import { headLines } from './head.ts';
import { deploymentText, replicasText, sourceText } from './service-words.ts';

interface StateLayout {
  readonly width: number;
  readonly paint: Paint;
}

const SECRETS: Readonly<Record<NonNullable<LiveVariable['secret']>, string>> = {
  name: 'a secret in plain sight, by its name', form: 'a secret in plain sight, by its form', password: 'a password in plain sight',
};

/** What Railway says for people: settings, replicas, volumes, domains and variables of each service. Of a value it shows the shape. */
export function stateText(state: LiveState, layout: StateLayout): string {
  const { paint } = layout;
  const { services, sharedVariables, hasPrivateNetwork } = state;
  const lines = [
    ...headLines(state, layout),
    ...(hasPrivateNetwork ? [] : ['the private network is switched off']),
    ...(services.length === 0 ? ['', 'no service is in this environment'] : []),
    ...services.flatMap((service) => ['', ...serviceLines(service, layout)]),
    ...(sharedVariables.length === 0 ? [] : ['', paint.cyan('shared variables'), ...fieldLines(sharedVariables.map(variableField), { ...layout, indent: 2 })]),
  ];
  return `${lines.join('\n')}\n`;
}

function serviceLines(service: LiveService, layout: StateLayout): readonly string[] {
  const { name, configFile, settings, volumes, domains, tcpProxies, variables } = service;
  const fields: readonly Field[] = [
    ['source', sourceText(service)],
    ['runs', replicasText(service)],
    ['deployed', deploymentText(service)],
    ...listed('config file', configFile === undefined ? [] : [configFile]),
    ...listed('volumes', volumes.map(volumeText)),
    ...listed('domains', domains.map(({ domain, port }) => (port === undefined ? domain : `${domain} to port ${port}`))),
    ...listed('TCP proxies', tcpProxies.map((port) => `port ${port}`)),
  ];
  return [
    ...wrap(shown(name), layout.width).map(layout.paint.cyan), ...fieldLines(fields, { ...layout, indent: 2 }),
    ...section('settings', Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [shown(key), shown(valueText(value))]), layout),
    ...section('variables', variables.map(variableField), layout),
  ];
}

function section(title: string, fields: readonly Field[], layout: StateLayout): readonly string[] {
  return fields.length === 0 ? [] : [`  ${title}`, ...fieldLines(fields, { ...layout, indent: 4 })];
}

function listed(name: string, texts: readonly string[]): readonly Field[] {
  return texts.length === 0 ? [] : [[name, shown(texts.join(', '))]];
}

function volumeText({ mountPath, region, sizeMb, usedMb }: LiveVolume): string {
  const size = sizeMb === undefined ? [] : [usedMb === undefined ? `(${sizeMb} MB)` : `(${Math.round(usedMb)} of ${sizeMb} MB used)`];
  return [mountPath, ...(region === undefined ? [] : [`in ${region}`]), ...size].join(' ');
}

function valueText(value: LiveValue): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** The shape of a value, and what is odd about it. */
function variableField({ name, shown: shape, quoted, padded, secret }: LiveVariable): Field {
  const notes = [
    ...(quoted === undefined ? [] : ['in quotes']), ...(padded === undefined ? [] : ['with blanks around it']), ...(secret === undefined ? [] : [SECRETS[secret]]),
  ];
  return [shown(name), printable([shape, ...(notes.length === 0 ? [] : [`(${notes.join(', ')})`])].join(' '))]; // the shape is redacted where it is made
}
