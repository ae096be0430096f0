import { defineCheck, fail, notApplicable, pass, valueOf, type ProposedFix, type VersionRequest } from '#rule';
import { advised } from '../shared/advised.ts';
import { requestsOf } from '../shared/requests.ts';

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'runtime.language', 'runtime.requests'],
  check(_facts, { service: { facts, root } }) {
    const builder = valueOf(facts['build.builder']) ?? '';
    if (!['railpack', 'nixpacks', 'heroku'].includes(builder)) return notApplicable('no builder reads a version file here');
    const requests = requestsOf(facts, 'python');
    const old = requests.find(({ by }) => by === 'runtime-txt');
    if (old === undefined) return requests.length === 0 ? notApplicable('no file asks for a version of Python') : pass();
    if (requests.some(({ by }) => by === 'python-version')) return pass();
    return fail({
      message: `runtime.txt asks for ${old.at.value}: Heroku, whose format it is, has given it up for .python-version`,
      evidence: [old.at], anchor: 'runtime.txt', fix: conversion(old, { isSole: requests.length === 1 && builder !== 'heroku', root }),
    });
  },
});

/** `.python-version` with the very same release; both builders read it before runtime.txt. Beside other requests, or where runtime.txt comes first, it could change which one counts. */
function conversion(request: VersionRequest, { isSole, root }: { readonly isSole: boolean; readonly root: string }): ProposedFix {
  const [, release] = /^python-(3\.\d+(?:\.\d+)?)$/.exec(request.at.value.trim()) ?? [];
  if (release === undefined || !isSole || !request.effective) return advised('Move the version to .python-version');
  return {
    title: `Ask for ${release} in .python-version`, applicability: 'safe',
    change: { kind: 'create-file', template: 'python/python-version', path: root === '' ? '.python-version' : `${root}/.python-version`, with: { release } },
  };
}
