import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { buildLists } from '../shared/build-lists.ts';

/** What makes or enters a virtual environment, or does without one in a way that works. */
const ENVIRONMENT = /\bvenv\b|\bvirtualenv\b|\buv\b|\bpoetry\b|\bpdm\b|\bpipenv\b|\bconda\b|--target|--prefix|--user|--break-system-packages|\.\/[\w./-]+\.sh|\bbash\b/;
const INSTALL = /\bpip3?\s+install\b/;

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'build.lists', 'runtime.language'],
  check(_facts, { service: { facts } }) {
    if (valueOf(facts['build.builder']) !== 'nixpacks' || valueOf(facts['runtime.language']) !== 'python') return notApplicable('Nixpacks installs no Python here');
    const lists = buildLists(facts);
    const list = lists.find(({ key }) => key === 'phases.install.cmds');
    if (list === undefined || list.extends) return pass();
    const text = list.items.join('\n');
    if (!INSTALL.test(text) || ENVIRONMENT.test(text)) return pass();
    const packages = lists.find(({ key }) => /nixP/.test(key))?.items ?? [];
    const hasPip = packages.some((item) => /pip\b/i.test(item));
    return fail({
      message: `the install commands take the place of Nixpacks' own, which make the virtual environment: pip ${hasPip ? 'writes into the Nix store, which refuses' : 'is not there without it'}`,
      evidence: [list.at], anchor: 'phases.install.cmds',
      fix: advised('Add "..." to the install commands, or make the virtual environment first'),
    });
  },
});
