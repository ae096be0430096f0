import { execaSync } from 'execa';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCheck } from '../../src/check.ts';
import type { CheckReport } from '../../src/check-report.ts';
import { CURRENT_EDITION, loadCatalogue } from '../../src/rules/catalogue.ts';
import { GIT_USER, makeRepository } from '../support/git-repository.ts';
import { PROJECT, STEPS, type Step, type Workshop } from './history.ts';

const repository = makeRepository({});
const path = (name: string) => join(repository.root, name);
const workshop: Workshop = {
  write: (name, text) => repository.write(name, text),
  remove: (name) => rmSync(path(name), { recursive: true }),
  move: (from, to) => {
    mkdirSync(dirname(path(to)), { recursive: true });
    renameSync(path(from), path(to));
  },
  run: (...words) => execaSync(process.execPath, [join(import.meta.dirname, '../../bin/run.js'), ...words], { cwd: repository.root }),
};

const EDITION = (await loadCatalogue()).editions.get(CURRENT_EDITION);

/** What moved, in one line each: `-5 rule in service`. */
function movesOf({ moves }: CheckReport): readonly string[] {
  return moves.map(({ service, rule, points }) => `${points > 0 ? '+' : ''}${points} ${rule} in ${service}`);
}

/** The line of a move that a step expects, `- rule in service`, with the points that the edition gives the rule. */
function withPoints(move: string): string {
  const [sign = '', rule = ''] = move.split(' ');
  const points = EDITION?.rules.get(rule)?.points;
  if (points === undefined || points === 0) throw new Error(`${rule} has no points that could move`);
  return move.replace(sign, `${sign}${points}`);
}

const named = (list: CheckReport['new']) => list.map(({ finding }) => `${finding.rule} in ${finding.service}`).sort();

function commit({ name, day }: Step): void {
  repository.git('add', '--all');
  execaSync('git', ['-C', repository.root, 'commit', '--quiet', '--allow-empty', '-m', name], { env: { ...GIT_USER, GIT_AUTHOR_DATE: `${day}T12:00:00Z`, GIT_COMMITTER_DATE: `${day}T12:00:00Z` } });
}

describe('a history of thirty commits', () => {
  afterAll(() => repository.remove());
  for (const [file, text] of Object.entries(PROJECT)) repository.write(file, text);
  commit({ name: 'Begin', day: '2026-09-01', change: () => undefined });

  for (const step of STEPS) {
    it(`${step.day} ${step.name}`, async () => {
      step.change(workshop);
      commit(step);
      const { check } = await runCheck(repository.root, {
        base: 'HEAD~1', baseline: undefined, head: undefined, staged: false, environment: {}, full: false, asOf: step.day,
        gates: { maxLost: new Map() },
      });
      const { fails = [], added = [], fixed = [], moves = [], services = [], aged = [] } = step;
      expect({
        fails: check.gates.filter(({ passed }) => !passed).map(({ gate }) => gate), added: named(check.new), fixed: named(check.fixed), moves: movesOf(check), aged: named(check.aged),
        services: check.services.filter(({ state }) => state !== 'kept').map(({ name, formerName, state }) => (formerName === undefined ? `${name} ${state}` : `${formerName} ${state} ${name}`)),
      }).toEqual({ fails, added, fixed, moves: moves.map(withPoints), services, aged });
      expect(check.passed).toBe(fails.length === 0);
      const { total, ...parts } = check.counts;
      expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(total);
      expect(repository.git('status', '--porcelain')).toBe('');
    });
  }

  it('has thirty commits', () => {
    expect(STEPS.length + 1).toBeGreaterThanOrEqual(30);
  });
});
