import { englandAndWales } from '@vigil/calendar';
import { openDatabase, prepareDatabase } from '@vigil/database';
import { openQueue } from '@vigil/queue';

/** A program that makes a database with the tables of Vigil and of BullMQ, for suites to begin with a copy of it. */
const [server, name] = process.argv.slice(2) as [string, string];
const alone = openDatabase(server, { connections: 1 }).connectAlone('test');
await alone.unsafe(`create database ${name}`);
await alone.end();
const url = new URL(server);
url.pathname = `/${name}`;
const databaseUrl = url.href;

const database = openDatabase(databaseUrl, { connections: 2 });
const installation = await prepareDatabase(database, {
  calendar: englandAndWales,
  key: { keyId: 'to be replaced', checkValue: 'to be replaced' },
  authorities: [],
});
await database.close();
const onError = (error: Error): never => {
  throw error;
};
const queue = await openQueue({ redisUrl: null, databaseUrl, installation, onError });
await queue.close();
