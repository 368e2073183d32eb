import { describe, expect, it } from 'vitest';
import type { FoundDelivery } from '@vigil/connectors';
import { folderTree, treeConnector } from '@vigil/connectors';
import { decide, lookedAt } from './pull.ts';

const whole: FoundDelivery = {
  asAt: '2021-01-04',
  location: '/extracts/2021-01-04',
  files: [],
  ignored: [],
  fingerprint: 'a',
  whole: { yes: true },
};
const growing: FoundDelivery = {
  ...whole,
  whole: { yes: false, reason: 'it is still being written', retryAfterSeconds: 20 },
};
const scheduled = { kind: 'scheduled', expectedBy: new Date('2021-01-04T06:00:00Z'), late: false } as const;
const manual = { kind: 'manual', expectedBy: null, late: false } as const;
const early = new Date('2021-01-04T03:00:00Z');
const late = new Date('2021-01-04T07:00:00Z');
const seen = { slot: scheduled, unpublished: [], now: early, superseded: false } as const;

describe('a slot of the schedule', () => {
  it('starts with a delivery that is whole', () => {
    expect(decide({ ...seen, unpublished: [whole] })).toMatchObject({ outcome: 'start', late: false });
  });

  it('looks again in a minute while there is nothing', () => {
    expect(decide(seen)).toMatchObject({ outcome: 'wait', seconds: 60, missed: false });
  });

  it('waits for files that are still growing', () => {
    expect(decide({ ...seen, unpublished: [growing] })).toMatchObject({ outcome: 'wait', seconds: 20, missed: false });
  });

  it('counts the delivery as missed once its time has passed, and goes on looking', () => {
    expect(decide({ ...seen, now: late })).toMatchObject({ outcome: 'wait', missed: true });
  });

  it('runs what arrives after its time, marked late', () => {
    expect(decide({ ...seen, now: late, unpublished: [whole] })).toMatchObject({ outcome: 'start', late: true });
  });

  it('leaves the looking to a later slot', () => {
    expect(decide({ ...seen, superseded: true })).toMatchObject({ outcome: 'start', deliveries: [], missed: true });
  });

  it('was not missed when its delivery is there, or on its way', () => {
    expect(decide({ ...seen, superseded: true, unpublished: [whole] })).toMatchObject({ missed: false });
    expect(decide({ ...seen, superseded: true, unpublished: [growing] })).toMatchObject({ missed: false });
  });
});

describe('a slot opened by hand', () => {
  it('looks once', () => {
    expect(decide({ ...seen, slot: manual })).toMatchObject({ outcome: 'start', deliveries: [] });
  });

  it('waits only for files to settle, and says for which', () => {
    expect(decide({ ...seen, slot: manual, unpublished: [growing] })).toMatchObject({
      outcome: 'wait',
      reason: 'it is still being written',
    });
  });
});

describe('a source that cannot be reached', () => {
  const gone = () =>
    treeConnector({ tree: folderTree('/there/is/no/such/folder'), settleSeconds: 0, now: () => early });

  it('is looked at again later in a slot of the schedule, and told', async () => {
    const { deliveries, problems } = await lookedAt(gone(), scheduled);
    expect(deliveries).toEqual([]);
    expect(problems).toMatchObject([expect.stringContaining('/there/is/no/such/folder')]);
  });

  it('fails a slot that was opened by hand', async () => {
    await expect(lookedAt(gone(), manual)).rejects.toThrow('/there/is/no/such/folder');
  });
});
