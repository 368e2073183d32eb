import { access, constants, mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { prepareMessage } from './message.ts';
import type { MailTransport } from './outgoing.ts';

/**
 * Catches mail: each becomes an .eml file in the directory (made where it is missing), named after its Message-ID, so
 * that the file is the proof of delivery and sending again changes nothing.
 */
export function fileTransport(directory: string): MailTransport {
  return {
    turn: () => Promise.resolve(),
    async send(mail, policy) {
      const prepared = await prepareMessage(mail, policy);
      if ('refusal' in prepared) return prepared.refusal;
      const file = join(directory, fileNameOf(mail.messageId));
      try {
        await mkdir(directory, { recursive: true });
        await writeWhole(file, prepared.message.bytes);
        return { outcome: 'accepted', response: `written to ${file}` };
      } catch (error) {
        return {
          outcome: 'refused',
          permanent: false,
          about: 'server',
          reason: `${file}: ${(error as Error).message}`,
        };
      }
    },
    async settle(messageId) {
      try {
        await stat(join(directory, fileNameOf(messageId)));
        return 'delivered';
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'not-delivered' : 'unknown';
      }
    },
    async verify() {
      try {
        await mkdir(directory, { recursive: true });
        await access(directory, constants.W_OK);
        return { ok: true };
      } catch (error) {
        return { ok: false, problem: `${directory} cannot be written: ${(error as Error).message}` };
      }
    },
    describe: () => `files in ${directory}`,
    close: () => Promise.resolve(),
  };
}

/** `<digest.852.7@example.gov.uk>` is kept in `digest.852.7@example.gov.uk.eml`; two ids never share a file. */
export function fileNameOf(messageId: string): string {
  const id = messageId.replace(/^<(.*)>$/s, '$1');
  return `${encodeURIComponent(id).replaceAll('%40', '@').replaceAll('*', '%2A')}.eml`;
}

/** The file is there whole or not at all, whenever the process ends. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}
