import { defineCheck, fail, notApplicable, tableList, type ConfigSetting } from '#rule';
import { advised } from '../shared/advised.ts';
import { settingsInForce } from '../shared/railway-files.ts';
import { listed } from '../shared/words.ts';

const BY_REGION = /^(?:deploy\.multiRegionConfig|replicas|regions)\.([^.]+)/;

export default defineCheck({
  needs: [],
  reads: ['build.settings', 'build.configFiles'],
  check(facts, { tables }) {
    const regions = tableList(tables, 'railway/regions');
    const named = settingsInForce(facts['build.settings'], facts['build.configFiles']).flatMap((setting) => {
      const region = regionOf(setting);
      return region === undefined ? [] : [{ region, setting }];
    });
    if (named.length === 0) return notApplicable('no Railway file that is read names a region');
    const unknown = new Map(named.filter(({ region }) => !regions.includes(region)).map(({ region, setting }) => [region, setting]));
    return [...unknown].map(([region, { at }]) => fail({
      message: `${region} is none of Railway's regions of today: ${listed(regions, 6)}`, evidence: [at], anchor: `region:${region}`,
      fix: advised(`Name one of ${listed(regions, 6)}`),
    }));
  },
});

function regionOf({ key, value }: ConfigSetting): string | undefined {
  if (key === 'deploy.region') return typeof value === 'string' ? value : undefined;
  return BY_REGION.exec(key)?.[1];
}
