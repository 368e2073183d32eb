import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { whyNoProxy } from '@vigil/connectors';
import type { Environment } from '@vigil/runtime';
import { ok, problem, said, warning, type Check } from './check.ts';

const inPem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu;

/**
 * The file that NODE_EXTRA_CA_CERTS names. Node warns of one that is not there and goes on without it; of one that
 * holds no certificate it says nothing.
 */
export async function* checkCertificates(file: string | undefined, now: Date): AsyncGenerator<Check> {
  if (file === undefined || file === '') return;
  const check = 'certificates';
  const advice =
    'Expected PEM: -----BEGIN CERTIFICATE-----. Ask whoever keeps the network for the file of its authority.';
  try {
    const certificates = ((await readFile(file, 'utf8')).match(inPem) ?? []).map((pem) => new X509Certificate(pem));
    const expired = certificates.filter(({ validTo }) => new Date(validTo) < now);
    if (certificates.length === 0) yield problem(check, `NODE_EXTRA_CA_CERTS is ${file}, which holds none.`, advice);
    else if (expired.length > 0) {
      const names = expired.map(({ subject, validTo }) => `${subject.split('\n').at(-1) ?? ''} (until ${validTo})`);
      yield warning(check, `NODE_EXTRA_CA_CERTS is ${file}; no longer valid: ${names.join(', ')}.`, advice);
    } else yield ok(check, `${certificates.length} of ${file} are trusted beside those of Node (NODE_EXTRA_CA_CERTS)`);
  } catch (error) {
    yield problem(check, `NODE_EXTRA_CA_CERTS is ${file}, which cannot be read: ${said(error)}.`, advice);
  }
}

/** Whether anything listens at HTTPS_PROXY; what is asked for through it is seen with each source. */
export async function* checkProxy({ url, except }: Environment['proxy']): AsyncGenerator<Check> {
  if (url === null) return;
  const check = 'proxy';
  const address = new URL(url);
  const place = `${address.origin}${except === '' ? '' : `, except for ${except} (NO_PROXY)`}`;
  const reason = await whyNoProxy(address);
  yield reason === null
    ? ok(check, `HTTPS goes through ${place}`)
    : problem(
        check,
        `HTTPS is to go through ${place}: ${reason}`,
        'Correct HTTPS_PROXY, or unset it where HTTPS leaves directly.',
      );
}
