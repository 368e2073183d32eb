import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeForeignExport } from './foreign-export.ts';
import { replay } from './transcript.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

const page = fileURLToPath(new URL('../../../infra/first-hour.md', import.meta.url));

describe.skipIf(process.platform === 'win32')(
  'infra/first-hour.md (skipped on Windows: its commands want a shell)',
  () => {
    let vigil: VigilUnderTest;
    beforeEach(async () => {
      vigil = await newVigil({ config: '', bare: true });
      await rm(join(vigil.directory, 'vigil.yaml'));
      await writeForeignExport(join(vigil.directory, 'extracts'));
      Object.assign(vigil.env, { VIGIL_CONFIG: undefined, VIGIL_NOW: '2021-01-05' });
    });
    afterEach(() => vigil.dispose());

    it('shows what its commands really print, to the first right figure', async () => {
      const replayed = await replay(await readFile(page, 'utf8'), vigil, { home: '/home/analyst' });
      // Wording has changed on purpose? `vitest run first-hour --update` writes it into the page; read it through then.
      await expect(replayed).toMatchFileSnapshot(page);
      const figures = await vigil.json<object[]>('snapshots', '--indicator', 'icpc-timeliness', '--period', '2020-12');
      expect(figures).toMatchObject([{ numerator: 1, denominator: 4, value: 25, rag: 'red' }]);
    });
  },
);
