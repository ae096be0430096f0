import { afterAll, describe, expect, it } from 'vitest';
import { planFixes, proposeFixes, waitingIn } from '../src/fix.ts';
import { choiceOf } from '../src/interactive/fix-choice.ts';
import { fixText } from '../src/reporters/fix/text.ts';
import { PLAIN } from '../src/reporters/paint.ts';
import { makeProject } from './support/cli.ts';
import { SHARED_CODE } from './support/shared-code.ts';

const RULE = 'database/pool-errors';
const options = { asOf: '2026-11-22', version: '0.1.0', applicabilities: ['safe'], rules: [RULE] } as const;
const { root, remove } = makeProject(SHARED_CODE);
afterAll(remove);

describe('a fix of what services share', () => {
  it('is offered once, and says where it mends besides', async () => {
    const { proposals } = await proposeFixes(root, options);
    const choices = proposals.map((each) => ('changes' in each ? choiceOf(each, '') : undefined));
    expect(choices.map((choice) => [choice?.service, choice?.paths])).toEqual([['api', ['packages/data/pool.js']], ['shop', ['apps/shop/pool.js']]]);
    expect(choices.map((choice) => choice?.message.endsWith('(in desk too)'))).toEqual([true, false]);
  });

  it('is made once where it was chosen, and mends them all', async () => {
    const shared = await planFixes(root, { ...options, findings: [`${RULE}@api:packages/data/pool.js#database.emitter`] });
    expect(shared.steps.map(({ finding, repeats }) => [finding.service, repeats.map(({ service }) => service)])).toEqual([['api', ['desk']]]);
    expect(shared.after.services.map(({ service, findings }) => [service.name, findings.some(({ rule }) => rule === RULE)])).toEqual([['api', false], ['desk', false], ['shop', true]]);
    expect(fixText(shared, { kind: 'shown' }, { width: 80, paint: PLAIN })).toContain('Log the errors of idle connections\n        in api and desk\n');
  });

  it('is made where the finding of a later service was chosen', async () => {
    const { steps } = await planFixes(root, { ...options, findings: [`${RULE}@desk:packages/data/pool.js#database.emitter`] });
    expect(steps.map(({ finding, repeats }) => [finding.service, repeats.map(({ service }) => service)])).toEqual([['desk', ['api']]]);
  });

  it('is counted once where nobody asked for it', async () => {
    const { before } = await planFixes(root, { ...options, findings: [] });
    const safe = before.services.flatMap(({ findings }) => findings).filter(({ fix }) => fix?.applicability === 'safe' && fix.change.kind !== 'advice');
    expect(safe.map(({ service, rule }) => `${rule} ${service}`)).toEqual([`${RULE} api`, `${RULE} desk`, `${RULE} shop`]);
    expect(waitingIn(before, []).safe).toBe(2);
    expect(waitingIn(before, safe.slice(0, 2).map((finding) => ({ finding, because: 'tried' }))).safe).toBe(1);
  });
});
