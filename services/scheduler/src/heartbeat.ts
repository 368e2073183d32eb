import { fetchFile } from '@vigil/connectors';
import type { AuthorityConfig, Logger, Proxy } from '@vigil/runtime';

/** However often the scheduler ticks, a monitor hears of it no more often. */
const everyMilliseconds = 5 * 60_000;
const timeoutSeconds = 10;
/** What a monitor answers is of no interest, but it must come to an end. */
const mostBytes = 100_000;

/** Lets a monitor outside know that Vigil is alive, so that it notices when Vigil falls silent. */
export interface Heartbeat {
  /** Never throws: a monitor that cannot be reached stops no night. */
  beat(): Promise<void>;
}

/** @param clock the real one */
export function createHeartbeat(
  authorities: readonly Pick<AuthorityConfig, 'heartbeatUrl'>[],
  { proxy, clock, log }: { readonly proxy: Proxy; readonly clock: () => Date; readonly log: Logger },
): Heartbeat {
  const urls = [...new Set(authorities.flatMap(({ heartbeatUrl }) => heartbeatUrl ?? []))].map((url) => new URL(url));
  let last = -Infinity;

  const ask = async (url: URL): Promise<void> => {
    try {
      await fetchFile(url, { proxy, caFile: null, timeoutSeconds, mostBytes });
    } catch {
      // Whoever knows the rest of the address could send heartbeats in Vigil's name.
      log.warn({ host: url.host }, 'the heartbeat was not taken; the monitor may think that Vigil is silent');
    }
  };

  return {
    beat: async () => {
      const now = clock().getTime();
      if (now - last < everyMilliseconds) return;
      last = now;
      await Promise.all(urls.map(ask));
    },
  };
}
