import { createInterface } from 'node:readline';
import { startServers } from '../src/servers/servers.ts';

/** A process of its own that keeps the servers of a data directory until it reads a line. */
const [dataDirectory, stateDirectory] = process.argv.slice(2);
try {
  const servers = await startServers({
    dataDirectory: dataDirectory!,
    databaseUrl: null,
    ...(stateDirectory === undefined ? {} : { stateDirectory }),
  });
  process.stdout.write(`${JSON.stringify({ owned: servers.owned, ...servers.describe() })}\n`);
  for await (const _ of createInterface(process.stdin)) break;
  await servers.stop();
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: (error as Error).message })}\n`);
}
process.stdin.destroy();
