import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type Outcome, type ProposedFix } from '#rule';

/** Characters that need no quotes in a shell. */
const PLAIN = /^[\w@%+=:,./-]+$/;

export default defineCheck({
  needs: [],
  reads: ['deploy.preDeployItems', 'deploy.preDeployCommand'],
  check(facts, { strings }): Outcome {
    const items = facts['deploy.preDeployItems'];
    if (items?.state !== 'known') return facts['deploy.preDeployCommand']?.state === 'known' ? pass() : notApplicable('no file names a pre-deploy command');
    const words = valueOf(items)?.map(({ value }) => value) ?? [];
    const [first = ''] = words;
    const isOne = !/\s/.test(first) && (strings('programs').includes(first.replace(/^.*\//, '')) || words.slice(1).some((word) => word.startsWith('-')));
    return fail({
      message: isOne ? `the pre-deploy command is split into ${words.length} words, and Railway takes one command` : `${words.length} pre-deploy commands are listed, and Railway takes one`,
      evidence: [items], anchor: 'deploy.preDeployCommand',
      fix: isOne ? written(items, words.map(quoted).join(' '), 'safe') : written(items, words.join(' && '), 'review'),
    });
  },
});

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A text in double quotes is the same in JSON, TOML and TypeScript. */
function written(items: Evidence, command: string, applicability: 'safe' | 'review'): ProposedFix {
  return { title: `Write \`${command}\` as one text`, applicability, change: { kind: 'replace', at: items, text: JSON.stringify(command) } };
}
