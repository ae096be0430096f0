import { defineCheck, fail, notApplicable, pass, tableList, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { fileOfRequest, requestsOf } from '../shared/requests.ts';
import { targetLine } from '../shared/versions.ts';

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'runtime.language', 'runtime.version', 'runtime.requests'],
  check(_facts, { service: { facts }, tables, text }) {
    const language = valueOf(facts['runtime.language']);
    if (valueOf(facts['build.builder']) !== 'nixpacks' || (language !== 'python' && language !== 'node')) return notApplicable('Nixpacks installs no Python or Node here');
    const requests = requestsOf(facts, language);
    const [asked] = requests;
    if (asked === undefined) return notApplicable('no file asks for a version');
    const version = facts['runtime.version'];
    if (version?.state !== 'known' || version.provenance.kind !== 'default') return pass();
    const offered = tableList(tables, `builders/nixpacks-${language}`);
    const name = language === 'node' ? 'Node' : 'Python';
    const target = targetLine(language, 'nixpacks', text);
    return fail({
      message: `${fileOfRequest(asked)} asks for ${name} ${asked.at.value}, and Nixpacks, which knows ${offered.at(0)} to ${offered.at(-1)}, installs its default ${version.value}`,
      evidence: [asked.at, version], anchor: 'runtime.version',
      fix: target === undefined ? advised('Build with Railpack') : {
        title: `Ask for ${name} ${target}, the newest that Nixpacks has, or build with Railpack`, applicability: 'review',
        change: { kind: 'rewrite', how: 'ask-for-version', at: [asked.at], with: { version: target } },
      },
    });
  },
});
