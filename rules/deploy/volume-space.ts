import { defineProjectCheck, fail, notApplicable, pass, valueOf, type Outcome, type Service, type VolumeMount } from '#rule';
import { advised } from '../shared/advised.ts';
import { referredDatabases } from '../shared/live-databases.ts';

/** A volume with the service on the platform that has it. */
interface Owned {
  readonly owner: string;
  /** Tells volumes apart. */
  readonly key: string;
  readonly volume: VolumeMount;
}

const MB_PER_GB = 1000;

/** A database is that of several services; the first one that refers to it tells of its volume. */
export default defineProjectCheck({
  reads: ['live.service', 'live.volumes', 'live.neighbours', 'live.variables'],
  check(services, { number }) {
    const told = new Set(services.flatMap((service) => ownVolumes(service).map(({ key }) => key)));
    return new Map(services.map((service): readonly [Service, Outcome | readonly Outcome[]] => {
      const others = volumesOfDatabases(service).filter(({ key }) => !told.has(key));
      for (const { key } of others) told.add(key);
      const volumes = [...ownVolumes(service), ...others];
      const measured = volumes.flatMap((each) => filled(each));
      if (measured.length === 0) return [service, notApplicable(volumes.length === 0 ? 'it has no volume, or another service speaks of it' : 'the platform does not say how much is used')];
      const full = measured.filter(({ percent }) => percent >= number('percent'));
      return [service, full.length === 0 ? pass() : full.map((each) => fullFinding(each, number('full')))];
    }));
  },
});

function ownVolumes({ name, facts }: Service): readonly Owned[] {
  const link = valueOf(facts['live.service']);
  return (valueOf(facts['live.volumes']) ?? []).map((volume) => ({ owner: name, key: `${link?.id ?? ''} ${volume.mountPath}`, volume }));
}

function volumesOfDatabases({ facts }: Service): readonly Owned[] {
  return referredDatabases(facts).flatMap(({ database: { id, name, volumes } }) => volumes.map((volume) => ({ owner: name, key: `${id} ${volume.mountPath}`, volume })));
}

interface Filled extends Owned {
  readonly percent: number;
  readonly sizeMb: number;
}

function filled(owned: Owned): readonly Filled[] {
  const { sizeMb, usedMb } = owned.volume;
  return sizeMb === undefined || usedMb === undefined || sizeMb <= 0 ? [] : [{ ...owned, sizeMb, percent: (usedMb / sizeMb) * 100 }];
}

function fullFinding({ owner, volume, percent, sizeMb }: Filled, full: number): Outcome {
  return fail({
    message: `the volume of ${owner} at ${volume.mountPath} is ${Math.floor(percent)} % full, of ${(sizeMb / MB_PER_GB).toFixed(1)} GB`,
    evidence: [volume.at], anchor: `volume:${owner}:${volume.mountPath}`, ...(percent >= full ? { severity: 'high' } : {}),
    fix: advised('Resize the volume, or delete what nobody needs'),
  });
}
