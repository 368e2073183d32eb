import { UnreachableSource } from '../source.ts';
import { httpClient } from './http-client.ts';
import { withoutQuery, type Way } from './transport.ts';

/**
 * One file of a web server that anybody may read, whole: published reference data.
 *
 * @param mostBytes more than this is not what was asked for
 * @throws UnreachableSource in words for an operator
 */
export async function fetchFile(
  url: URL,
  { mostBytes, ...way }: Way & { readonly mostBytes: number },
): Promise<Buffer> {
  const client = httpClient({ ...way, account: null });
  try {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of await client.open(url, null)) {
      bytes += (chunk as Buffer).length;
      if (bytes > mostBytes) {
        throw new UnreachableSource(`${withoutQuery(url)} is larger than the ${mostBytes} bytes that are expected.`);
      }
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  } finally {
    await client.close();
  }
}
