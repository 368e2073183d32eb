import { connect } from 'node:net';
import { networkReason } from '../remote/network-reason.ts';

/**
 * Whether anything listens where HTTPS_PROXY points: null, or why not, in words that stand behind its address. Nothing
 * is sent; whether it lets anybody through is seen when it is used.
 */
export async function whyNoProxy(url: URL, timeoutSeconds = 10): Promise<string | null> {
  const usual = url.protocol === 'https:' ? 443 : 80;
  const socket = connect({ host: url.hostname, port: Number(url.port || usual), timeout: timeoutSeconds * 1000 });
  try {
    return await new Promise((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('error', (error) => resolve(networkReason(error)));
      socket.once('timeout', () => resolve('it does not answer. Does a firewall stand in between?'));
    });
  } finally {
    socket.destroy();
  }
}
