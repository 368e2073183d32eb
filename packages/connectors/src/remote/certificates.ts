import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { UnreachableSource } from '../source.ts';

/**
 * The certificates to trust: those of a file beside those of Node; undefined where there is no such file, so that
 * Node's own rules hold (NODE_EXTRA_CA_CERTS among them).
 * @throws UnreachableSource naming the file
 */
export async function trustedCertificates(caFile: string | null): Promise<string[] | undefined> {
  if (caFile === null) return undefined;
  const text = await readFile(caFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UnreachableSource(`The certificates in ${caFile} (caFile) cannot be read (${error.code}).`);
  });
  if (text.includes('-----BEGIN CERTIFICATE-----')) return [...rootCertificates, text];
  throw new UnreachableSource(`${caFile} (caFile) holds no certificate; expected PEM: -----BEGIN CERTIFICATE-----`);
}
