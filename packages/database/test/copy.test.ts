import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaging } from '../src/index.ts';
import { contracts } from '@vigil/extracts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

let own: OwnDatabase;
beforeAll(async () => {
  own = await ownDatabase();
});
afterAll(() => own.drop());

describe('rows for COPY', () => {
  it('that PostgreSQL refuses fail the transaction with its reason', async () => {
    const filling = own.database.forAuthority('852').transaction(async (tx) => {
      const staging = await createStaging(tx, contracts.get('contacts')!, '00000000-0000-4000-8000-000000000000');
      staging.rows.add([1, 2, 'no uuid']);
      await staging.rows.flush();
    });
    await expect(filling).rejects.toMatchObject({ code: '22P02' });
  });
});
