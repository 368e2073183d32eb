import { randomUUID } from 'node:crypto';
import { contracts } from '@vigil/extracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, createStaging, dropStaging, keepIdentities, readIdentities, recordReveal } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

const [one, two, three] = Array.from({ length: 3 }, () => randomUUID()) as [string, string, string];

describe('the way back', () => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  const database = () => own.database.forAuthority('852');

  async function keep(blocks: readonly (readonly [sealed: string, ...pseudonyms: string[]])[]): Promise<void> {
    await database().transaction(async (tx) => {
      const file = randomUUID();
      const staging = await createStaging(tx, contracts.get('contacts')!, file);
      for (const [sealed, ...pseudonyms] of blocks) {
        staging.identities.add([randomUUID(), `\\x${sealed}`, `{${pseudonyms.join(',')}}`]);
      }
      await staging.identities.flush();
      await keepIdentities(tx, staging.table);
      await dropStaging(tx, file);
    });
  }

  it('keeps what is behind a pseudonym once, and leaves alone what it knows', async () => {
    await keep([['01', one, two]]);
    const written = await rowVersions();
    await keep([
      ['fe', one],
      ['ff', one, two],
    ]);
    expect(await rowVersions()).toEqual(written);
    await keep([['03', three]]);
    const known = await database().transaction((tx) => readIdentities(tx, [one, three, randomUUID()]));
    expect(known.toSorted((a, b) => a.identities.compare(b.identities))).toEqual([
      { identities: Buffer.from([1]), pseudonyms: [one] },
      { identities: Buffer.from([3]), pseudonyms: [three] },
    ]);
  });

  it('of one authority is not that of another', async () => {
    const elsewhere = own.database.forAuthority('X01');
    expect((await elsewhere.transaction((tx) => readIdentities(tx, [one]))).length).toBe(0);
  });

  it('passes over what was staged before there was one', async () => {
    const keeping = database().transaction((tx) => keepIdentities(tx, 'staging.file_of_old'));
    await expect(keeping).resolves.toBeUndefined();
  });

  it('is nothing that another role may look at, however much else it may', async () => {
    const role = `reader_${randomUUID().replaceAll('-', '')}`;
    const reading = own.database.acrossAuthorities(async ({ sql }) => {
      await sql.unsafe(`create role ${role}; grant usage on schema vigil, records to ${role}`);
      await sql.unsafe(`grant select on all tables in schema vigil, records to ${role}; set local role ${role}`);
      await sql`select count(*) from records.contacts`;
      await sql`select count(*) from identity.block`;
    });
    // Rolled back, and the role with it.
    await expect(reading).rejects.toThrow('permission denied for schema identity');
  });

  it('is used on record: who, which figure, how many and why', async () => {
    const what = { indicator: 'icpc-timeliness', period: '2020-12', asAt: '2021-01-04', rows: 48 };
    await database().transaction((tx) =>
      recordReveal(tx, what, { actor: 'jane.doe@here', reason: 'to chair a review' }),
    );
    const entries = await own.database.acrossAuthorities(({ orm }) => orm.select().from(audit));
    expect(entries).toMatchObject([
      {
        authority: '852',
        actor: 'jane.doe@here',
        action: 'reveal',
        subject: 'icpc-timeliness 2020-12',
        reason: 'to chair a review',
        detail: { asAt: '2021-01-04', rows: 48 },
      },
    ]);
  });

  function rowVersions() {
    return own.database.acrossAuthorities(
      ({ sql }) => sql`select block, pseudonyms, xmin::text, ctid::text from identity.block order by block`,
    );
  }
});
