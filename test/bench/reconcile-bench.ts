/** What a target costs in a pass, in fleets of three sizes: the figure must not grow with the fleet. */
import { type Access, Fleet, type FleetSize } from './fleet.ts';
import { type Bench, type Row, rowOf, timeRuns } from './measurement.ts';
import { runPass, settleFleet } from './reconcile-pass.ts';

const sizeOf = (targets: number, surges: number, targetsPerSurge: number): FleetSize => ({
  targets,
  surges,
  targetsPerSurge,
});

const IN_PROPORTION = [500, 5_000, 50_000].map((targets) => sizeOf(targets, targets / 5, 5));
const FIVE_ON_EACH = [500, 5_000].map((targets) => sizeOf(targets, targets, 5));
const ONE_FOR_ALL = [500, 5_000, 50_000].map((targets) => sizeOf(targets, 1, targets));

export const benchReconcile: Bench = async (tell) => {
  const raising: Row[] = [];
  const steady: Row[] = [];
  for (const size of [...IN_PROPORTION, ...FIVE_ON_EACH, ...ONE_FOR_ALL]) {
    tell(`reconcile: ${labelOf(size)}`);
    raising.push(await timeRaise(size));
    steady.push(await timeSteady(size, 'indexed'));
  }
  const alternatives: Row[] = [];
  // A scan of all surges for each of 50,000 targets takes minutes.
  for (const access of ['copied', 'scanned'] as const)
    for (const size of IN_PROPORTION.slice(0, 2)) {
      tell(`reconcile, surges ${access}: ${labelOf(size)}`);
      alternatives.push(await timeSteady(size, access));
    }
  const unit = 'µs per target';
  return [
    { title: 'a pass that raises every floor (three writes each)', unit, rows: raising },
    { title: 'a pass that finds nothing to do', unit, rows: steady },
    { title: 'the same, read in other ways', unit, rows: alternatives },
  ];
};

async function timeRaise(size: FleetSize): Promise<Row> {
  const times = await timeRuns(repetitionsOf(size), () => new Fleet(size), runPass);
  return perTarget(labelOf(size), size, times);
}

async function timeSteady(size: FleetSize, access: Access): Promise<Row> {
  const fleet = new Fleet(size);
  await settleFleet(fleet);
  fleet.access = access;
  const repetitions = access === 'scanned' ? 3 : repetitionsOf(size);
  const times = await timeRuns(repetitions, () => fleet, runPass);
  const label = access === 'indexed' ? labelOf(size) : `${labelOf(size)}, ${WAYS[access]}`;
  return perTarget(label, size, times);
}

const WAYS: Readonly<Record<Exclude<Access, 'indexed'>, string>> = {
  copied: 'each answer copied',
  scanned: 'each target looks through all surges',
};

const perTarget = (label: string, { targets }: FleetSize, milliseconds: readonly number[]): Row => {
  const row = rowOf(
    label,
    milliseconds.map((time) => (1_000 * time) / targets),
  );
  return { ...row, also: { 'pass, ms': (row.median * targets) / 1_000 } };
};

const repetitionsOf = ({ targets }: FleetSize): number => (targets > 5_000 ? 3 : 15);

const labelOf = ({ targets, surges, targetsPerSurge }: FleetSize): string =>
  `${count.format(targets)} targets, ${surges === 1 ? 'one surge for all' : `${count.format(surges)} surges, ${(surges * targetsPerSurge) / targets} on each`}`;

const count = new Intl.NumberFormat('en');
