import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { isBuiltByRailway } from '../shared/platforms.ts';

export default defineCheck({
  needs: [],
  reads: ['runtime.unreadableManifest', 'runtime.manifest', 'build.builder'],
  check(_facts, { service: { facts } }) {
    const manifest = facts['runtime.unreadableManifest'];
    if (manifest === undefined || manifest.state !== 'known') return facts['runtime.manifest']?.state === 'known' ? pass() : notApplicable('there is no manifest');
    const isStopped = valueOf(facts['build.builder']) === 'nixpacks';
    return fail({
      message: `${manifest.value} is not UTF-8 text${isStopped ? ', and Nixpacks stops at that' : ''}`,
      evidence: [manifest], anchor: 'manifest', severity: isStopped ? 'critical' : isBuiltByRailway(facts) ? 'high' : 'low',
      fix: advised(`Save ${manifest.value} as UTF-8 without a byte order mark`),
    });
  },
});
