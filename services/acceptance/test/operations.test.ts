import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailsTo, openInbox, type Inbox } from './inbox.ts';
import { contacts, enquiries, smallConfig } from './small-delivery.ts';
import { replay, type StandIns } from './transcript.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';
import { freePort } from '../../../packages/runtime/test/free-port.ts';

const page = fileURLToPath(new URL('../../../infra/operations.md', import.meta.url));
const asAt = '2021-01-04';

describe.skipIf(process.platform === 'win32')(
  'infra/operations.md (skipped on Windows: its commands want a shell)',
  () => {
    let vigil: VigilUnderTest;
    let port: number;
    let inbox: Inbox | null = null;
    beforeEach(async () => {
      port = await freePort();
      vigil = await newVigil({ config, smtpUrl: `smtp://127.0.0.1:${port}` });
      vigil.env['VIGIL_NOW'] = '2021-01-05T06:00:00Z';
      await writeTheNight(vigil.directory);
      await vigil.vigil('run');
    });
    afterEach(async () => {
      await vigil.dispose();
      await inbox?.close();
    });

    it('leads from three faults at once to all green, by what the commands say alone', async () => {
      const standIns = standInsFor(port, async () => {
        inbox = await openInbox({ port });
      });
      const replayed = await replay(await readFile(page, 'utf8'), vigil, { home: '/srv/vigil', standIns });
      // Wording has changed on purpose? `vitest run operations --update` writes it into the page; read it through then.
      await expect(replayed).toMatchFileSnapshot(page);
      expect(await vigil.json('failed')).toEqual([]);
      expect(mailsTo(inbox!, 'head.qa@example.gov.uk')).toHaveLength(1);
    });
  },
);

/** Two sources: contacts and enquiries of the case system, and missing episodes from the police. */
const config = smallConfig('./extracts').replace(
  'services:',
  `  - id: police
    connector: { kind: folder, path: ./police }
    settleSeconds: 0
services:`,
);

/** The supplier of the case system has renamed a column overnight, and the workbook of the police was cut off on its way. */
async function writeTheNight(directory: string): Promise<void> {
  const casework = join(directory, 'extracts', asAt);
  await mkdir(casework, { recursive: true });
  await writeFile(
    join(casework, 'section_47_enquiries.csv'),
    enquiries(asAt).replace('Child Unique ID', 'Case Reference'),
  );
  await writeFile(join(casework, 'contacts.csv'), contacts(asAt));
  const police = join(directory, 'police', asAt);
  await mkdir(police, { recursive: true });
  await writeFile(join(police, 'missing.xlsx'), 'PK\u0003\u0004 and nothing more');
  await mkdir(join(directory, 'resent'));
  await writeFile(
    join(directory, 'resent', 'missing_episodes.csv'),
    'Child Unique ID,Missing Start,Missing End\nAC-2020-12-1,28/12/2020,29/12/2020\n',
  );
}

/** Ids are invented on the page, in the order in which they appear; so are the clock and the port of the mail server. */
function standInsFor(port: number, startMailServer: () => Promise<void>): StandIns {
  const shown = new Map<string, string>();
  const standIn = (id: string): string => {
    const known = shown.get(id);
    if (known !== undefined) return known;
    const invented = (0xa1b2c300 + shown.size + 1).toString(16);
    shown.set(id, invented);
    return invented;
  };
  return {
    meant: async (command) => {
      if (command.startsWith('systemctl start postfix')) {
        await startMailServer();
        return 'true';
      }
      return [...shown].reduce((text, [id, invented]) => text.replaceAll(invented, id), command);
    },
    shown: (text) =>
      text
        .replaceAll(/\b([0-9a-f]{8})-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/gu, (_, id: string) =>
          standIn(id),
        )
        .replaceAll(
          /\b(job|replay|delivery|run|slot|reject) ([0-9a-f]{8})\b/gu,
          (_, what: string, id: string) => `${what} ${standIn(id)}`,
        )
        .replaceAll(`127.0.0.1:${port}`, 'mail.testshire.example:25')
        .replaceAll(/PostgreSQL at 127\.0\.0\.1:\d+\/\w+/gu, 'PostgreSQL at db.testshire.example:5432/vigil')
        .replaceAll(/by \S+\/\d+\/[0-9a-f]{8}/gu, 'by vigil/4711/5f0c1e2d')
        .replaceAll(/for \d+(?:\.\d)? m?s\b/gu, 'for 0.3 s')
        .replaceAll(/\b20\d\d-\d\d-\d\d \d\d:\d\d\b/gu, '2021-01-05 06:02'),
  };
}
