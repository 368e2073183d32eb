import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contracts } from '@vigil/extracts';
import { openInbox, type Inbox } from './inbox.ts';
import { configFor, expectedOf, extractsOf, sharedDataMissing, whereSharedData, type DataSet } from './shared-data.ts';
import { newVigil, queues, type VigilUnderTest } from './vigil.ts';

interface NightJson {
  readonly runs: readonly {
    readonly asAt: string;
    readonly status: string;
    readonly lists: readonly { readonly list: string; readonly read: number }[];
    readonly snapshots: { readonly new: number; readonly restated: number };
    readonly alerts: { readonly opened: number; readonly continuing: number };
  }[];
  readonly notifications: { readonly sent: number; readonly uncertain: number; readonly failed: number };
}

interface SnapshotJson {
  readonly indicator: string;
  readonly period: string;
  readonly member: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly version: number;
  readonly reason: string | null;
}

type FindingJson = { list: string; record: number; rule: string; rejected: boolean; asAt: string };

const sets: readonly DataSet[] = ['southampton-2020', 'solent-messy'];
const asAtDates = ['2020-12-01', '2021-01-04'];

describe.skipIf(sharedDataMissing).each(queues)(
  `two deliveries, queue on $on${whereSharedData}`,
  ({ queue, missing }) => {
    describe.skipIf(missing).each(sets)('%s', (set) => {
      let inbox: Inbox;
      let vigil: VigilUnderTest;
      let night: NightJson;

      beforeAll(async () => {
        inbox = await openInbox();
        const { population0to17 } = await expectedOf(set, '2021-01-04');
        vigil = await newVigil({ config: configFor(population0to17), queue, smtpUrl: inbox.url });
        night = await vigil.json<NightJson>('run', '--extracts', extractsOf(set));
      });
      afterAll(async () => {
        await vigil.dispose();
        await inbox.close();
      });

      it('are both done, in the order of their as-at dates, and every list is read', async () => {
        expect(night.runs.map(({ asAt, status }) => `${asAt} ${status}`)).toEqual([
          '2020-12-01 done',
          '2021-01-04 done',
        ]);
        for (const { asAt, lists } of night.runs) {
          const delivered = (await readdir(join(extractsOf(set), asAt))).filter((name) => name.endsWith('.csv'));
          expect(lists.map(({ list }) => `${list}.csv`).toSorted()).toEqual(delivered.toSorted());
        }
      });

      it.each(asAtDates)('give the expected figures as at %s, in every month', async (asAt) => {
        const snapshots = await vigil.json<SnapshotJson[]>('snapshots', '--as-at', asAt);
        const { indicators } = await expectedOf(set, asAt);
        expect(Object.keys(indicators)).toHaveLength(41);
        for (const [indicator, expected] of Object.entries(indicators)) {
          const figures = Object.fromEntries(
            snapshots
              .filter((one) => one.indicator === indicator && one.member === null)
              .map(({ period, numerator, denominator, value }) => [period, { numerator, denominator, value }]),
          );
          expect(figures, indicator).toMatchObject(expected);
        }
      });

      it('give the expected findings in the lists that are read', async () => {
        const findings = await vigil.json<FindingJson[]>('findings');
        for (const asAt of asAtDates) {
          const key = ({ list, record, rule, rejected }: Omit<FindingJson, 'asAt'>) =>
            `${list} ${record} ${rule} ${rejected ? 'rejected' : 'used'}`;
          const expected = (await expectedOf(set, asAt)).findings.filter(({ list }) => contracts.has(list));
          expect(
            findings
              .filter((one) => one.asAt === asAt)
              .map(key)
              .toSorted(),
          ).toEqual(expected.map(key).toSorted());
        }
      });

      it('lead to one mail in all, for the newest', () => {
        expect(night.notifications).toMatchObject({ sent: 1, uncertain: 0, failed: 0 });
        expect(inbox.mails).toHaveLength(1);
        expect(inbox.mails[0]?.subject).toContain('December 2020');
      });

      it('are not published again, and nobody is written to again, when the night runs again', async () => {
        const again = await vigil.json<NightJson>('run', '--extracts', extractsOf(set));
        expect(again.runs).toEqual([]);
        expect(again.notifications).toMatchObject({ sent: 0 });
        expect(inbox.mails).toHaveLength(1);
      });

      it.runIf(set === 'southampton-2020')(
        'tell the head of service of 14 of 51 children, 27 %, target 84 %, down 30 points, the sixth month',
        () => {
          const [mail] = inbox.mails;
          const text = mail?.text?.replaceAll(/\s+/gu, ' ') ?? '';
          expect(text).toContain('27 % in December 2020: 14 of 51 children');
          expect(text).toContain('Target: at least 84 %');
          expect(text).toContain('down 30 points');
          expect(text).toContain('sixth month running');
          expect(mail?.html).toContain('14 of 51 children');
        },
      );

      it.runIf(set === 'southampton-2020')('restate November, recorded late, and keep what stood before', async () => {
        const all = ['snapshots', '--indicator', 'icpc-timeliness', '--period', '2020-11', '--all-versions'];
        const versions = (await vigil.json<SnapshotJson[]>(...all)).filter(({ member }) => member === null);
        expect(versions.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([1, 2]);
        expect(versions.find(({ version }) => version === 2)?.reason).toBe('late recording');
      });
    });
  },
);
