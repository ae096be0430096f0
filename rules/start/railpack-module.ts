import { defineCheck, fail, notApplicable, pass, type Evidence } from '#rule';
import { ownCommand, RAILPACK_FACTS, startApplication } from '../shared/railpack-start.ts';

export default defineCheck({
  needs: [],
  reads: [...RAILPACK_FACTS, 'start.missingApplication'],
  check(facts, { service }) {
    const command = ownCommand(service.facts);
    if ('kind' in command) return command;
    if (!/\bmain:app\b/.test(command.value)) return notApplicable('Railpack starts something else than main:app');
    const missing = facts['start.missingApplication'];
    if (missing?.state !== 'known') return pass();
    const { lacks, place } = missing.value;
    const found = facts['web.applications'];
    const evidence: readonly [Evidence, ...Evidence[]] = found?.state === 'known' ? [command, ...found.value.slice(0, 3).map(({ variable }) => variable)] : [command];
    return fail({
      message: `Railpack starts main:app by itself, and ${lacks === 'module' ? 'there is no main.py' : `${place} has no app`}`,
      evidence, anchor: 'start.command', fix: startApplication(service),
    });
  },
});
