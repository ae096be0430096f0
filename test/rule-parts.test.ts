import { describe, expect, it } from 'vitest';
import { appOf, plainCommand, programOf } from '../rules/shared/commands.ts';
import { clockTime, nearestRuns, readCron } from '../rules/shared/cron.ts';
import { hasReached } from '../rules/shared/driver-mistakes.ts';
import { answerTo } from '../rules/shared/routes.ts';
import { lineOf } from '../rules/shared/versions.ts';
import { daysBetween, listed } from '../rules/shared/words.ts';
import type { Route } from '../src/model/facts/code.ts';
import type { Dependency } from '../src/model/facts/runtime.ts';
import { absent, assumed } from '../src/model/fact.ts';
import { permits } from '../src/model/version-range.ts';

/** What several checks share. */
describe('plainCommand', () => {
  it.each([
    ["sh -c 'exec gunicorn a:b'", 'gunicorn a:b'],
    ['/bin/bash -lc "uvicorn a:b --port ${PORT:-80}"', 'uvicorn a:b --port $PORT'],
    ['exec  gunicorn   a:b --threads=4', 'gunicorn a:b --threads 4'],
  ])('%s is %s', (command, plain) => expect(plainCommand(command)).toBe(plain));

  it.each([
    ['cd api && uv run uvicorn a:b --port 1', 'uvicorn', 'a:b'],
    ['A=1 node dist/x.js', 'node', 'dist/x.js'],
    ['python -m gunicorn -w 2 a:b', 'gunicorn', 'a:b'],
  ])('%s ends in %s', (command, program, app) => {
    expect(programOf(command)).toBe(program);
    expect(appOf(command)).toBe(app);
  });
});

describe('readCron', () => {
  const nearest = (expression: string) => {
    const read = readCron(expression);
    const runs = read.ok ? nearestRuns(read.times) : undefined;
    return read.ok ? runs && `${clockTime(runs.first)} ${clockTime(runs.second)} ${runs.minutes}` : read.problem;
  };

  it.each([
    ['*/5 * * * *', '00:00 00:05 5'], ['*/7 * * * *', '00:56 01:00 4'], ['0,59 0,23 * * 1', '23:59 00:00 1'], ['3/20 * * * *', '00:03 00:23 20'],
    ['10-40/15 9-17 * jan-MAR mon', '09:10 09:25 15'], ['30 4 1 * 7', undefined], ['5,5 4 * * *', undefined], ['  0   */6  * * * ', '00:00 06:00 360'],
    ['* * * *', 'has 4 fields instead of 5'], ['60 * * * *', 'has "60" for the minute'], ['0 5-2 * * *', 'has "5-2" for the hour'],
    ['0 0 0 * *', 'has "0" for the day of the month'], ['*/0 * * * *', 'has "*/0" for the minute'], ['0 0 * * mond', 'has "mond" for the day of the week'], ['', 'has 1 field instead of 5'],
  ])('%j: %s', (expression, expected) => expect(nearest(expression)).toBe(expected));
});

describe('hasReached', () => {
  it.each([
    ['==4.0.10', false], ['==4.1', true], ['==4.2.3', true], ['==3.2', false], ['==5.0', true], ['~=4.0', true], ['~=4.0.1', false], ['^4.0', true], ['~4.0', false],
    ['>=4.0', true], ['>=3.2,<4.1', false], ['>=3.2,<4.2', true], ['<5', true], ['<4', false], ['4.*', true], ['==4.0.*', false], ['', true],
  ])('%s reaches 4.1: %s', (specifier, is) => {
    const at = assumed('runtime.dependencies', `django${specifier}`, 'test');
    const django: Dependency = { name: 'django', specifier, version: undefined, extras: [], at, kind: 'production', language: 'python' };
    expect(hasReached(assumed('runtime.dependencies', [django], 'test'), 'django', 4, 1)).toBe(is);
  });
});

describe('permits', () => {
  it.each([
    ['>=3.11', '3.13', true], ['>=3.11,<3.13', '3.13', false], ['^3.11', '3.12', true], ['^3.11', '4.0', false], ['~=3.11', '3.12', true], ['~=3.11.2', '3.12', false], ['~=3.11.2', '3.11', true],
    ['==3.11.*', '3.12', false], ['24.x', '22', false], ['18.x || 20.x', '20', true], ['>=18 <21', '22', false], ['18 - 22', '20', true], ['*', '9', true],
    ['lts/*', '24', true], ['>=20.19', '20', true], ['~18.2', '20', false], ['!=3.12', '3.12', true], ['<=20', '22', false],
  ])('%s with %s: %s', (range, version, is) => expect(permits(range, version)).toBe(is));

  it.each([['3.12.4', 'python', '3.12'], ['v22.11.0', 'node', '22'], ['python-3.11.4', 'python', '3.11']])('%s of %s is of line %s', (version, language, line) => {
    expect(lineOf(version, language)).toBe(line);
  });
});

describe('answerTo', () => {
  it.each([
    ['/a', '/a', 'flask', ['GET'], 'served'], ['/a', '/a/', 'flask', ['GET'], 'redirected'], ['/a/', '/a', 'flask', ['GET'], 'missing'],
    ['/a/', '/a', 'fastapi', ['GET'], 'redirected'], ['/a/', '/a', 'express', ['GET'], 'served'], ['/a', '/a', 'flask', ['POST'], 'other-method'],
    ['/a/b', '/a/{id}', 'fastapi', ['GET'], 'served'], ['/a/b/c', '/a/*', 'express', ['ANY'], 'served'], ['/a/b/c', '/a/:id', 'express', ['GET'], 'missing'],
    ['/a?x=1', '/a', 'express', ['GET'], 'served'], ['a', '/a', 'express', ['GET'], 'served'], ['/', '/', 'django', ['ANY'], 'served'],
  ] as const)('GET %s with %s of %s %j: %s', (path, route, framework, methods, kind) => {
    expect(answerTo(path, [routeOf(route, framework, methods)]).kind).toBe(kind);
  });

  it('does not decide where a prefix is unknown', () => {
    expect(answerTo('/v1/a', [{ ...routeOf('/a', 'fastapi', ['GET']), complete: false }]).kind).toBe('perhaps');
    expect(answerTo('/v1/b', [{ ...routeOf('/a', 'fastapi', ['GET']), complete: false }]).kind).toBe('missing');
  });
});

describe('words', () => {
  it.each([[['a'], 'a'], [['a', 'b'], 'a and b'], [['a', 'b', 'c'], 'a, b and c'], [['a', 'b', 'c', 'd'], 'a, b and 2 more']] as const)('lists %j as %s', (names, text) => {
    expect(listed(names)).toBe(text);
  });

  it('counts days over a leap day', () => expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2));
});

function routeOf(path: string, framework: string, methods: readonly string[]): Route {
  const at = { state: 'known', name: 'route', value: path, provenance: { kind: 'derived', from: [absent('route')] } } as const;
  return { path: at, methods, complete: true, framework, websocket: false, async: false };
}
