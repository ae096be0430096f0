import { describe, expect, it } from 'vitest';
import { absent, absentLive, declared } from '../../src/model/fact.ts';
import { describe as described } from '../../src/reporters/evidence.ts';
import { cutBeforePlace, withPlaceBelow } from '../../src/reporters/text/place-below.ts';

const file = { path: 'railway.json', text: '{}' };
const there = { service: 'shop', field: 'deploy.overlapSeconds', environment: 'production', readAt: '2026-11-22T03:10:00Z' };
const NAME = 'deploy.overlapSeconds';

describe('where something is not set', () => {
  it.each([
    ['in a file', absent(NAME, file), undefined, `${NAME} is not set  railway.json`],
    ['on the platform', absentLive(NAME, there), undefined, `${NAME} is not set  Railway: shop, ${NAME} (production)`],
    ['in both', { ...absentLive(NAME, there), file }, undefined, `${NAME} is not set  railway.json and Railway: shop, ${NAME} (production)`],
    ['in both, of an environment that was told', { ...absentLive(NAME, there), file }, 'production', `${NAME} is not set  railway.json and Railway: shop, ${NAME}`],
    ['anywhere', absent(NAME), undefined, `${NAME} is not set`],
  ])('%s', (_, fact, told, text) => {
    expect(described(fact, told)).toBe(text);
  });
});

describe('a line of evidence that is too long', () => {
  const both = described({ ...absentLive(NAME, there), file });
  it.each([
    ['puts a place on the platform below', both, 80, [`${NAME} is not set`, `  railway.json and Railway: shop, ${NAME} (production)`]],
    ['keeps its indent', `  ${both}`, 80, [`  ${NAME} is not set`, `    railway.json and Railway: shop, ${NAME} (production)`]],
    ['stays where there is room', both, 120, [both]],
    ['stays with a place in a file', described(declared(NAME, 30, file, { start: 0, end: 2 })), 20, [`${NAME} = 30  railway.json:1:1`]],
    ['stays where the value speaks of the platform', `  note = see Railway: it says more`, 20, ['  note = see Railway: it says more']],
  ])('%s', (_, line, width, lines) => {
    expect(withPlaceBelow(line, width)).toEqual(lines);
  });
});

describe('a line of evidence that is cut', () => {
  it.each([
    ['loses the end of its value, not its place', '  call = fetch("https://rates.example/v1/today")  src/rates.js:12:3', 50, '  call = fetch("https://rates.…  src/rates.js:12:3'],
    ['stays where there is room', 'workers = 4  Procfile:1:6', 30, 'workers = 4  Procfile:1:6'],
    ['is cut at its end where the place takes nearly all of it', 'workers = 4  services/web/config/gunicorn.conf.py:1:6', 40, 'workers = 4  services/web/config/gunico…'],
    ['is cut at its end where it has no place', `note = ${'x'.repeat(40)}`, 20, `note = ${'x'.repeat(12)}…`],
  ])('%s', (_, line, width, shown) => {
    expect(cutBeforePlace(line, width)).toBe(shown);
  });
});
