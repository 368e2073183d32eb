import { setInterval } from 'node:timers';
import { databaseName, makeCluster, owner, readPassword } from './cluster.ts';
import { ServersError } from './errors.ts';
import { keepBinaries } from './kept-binaries.ts';
import { bringToOurMajor } from './other-major.ts';
import { withLock } from './lock.ts';
import { findPlace, type Place } from './place.ts';
import { answers, findPostmaster, startPostmaster, stopPostmaster, type Postmaster } from './postmaster.ts';
import { pidExists } from './processes.ts';
import { showing, type Progress } from './progress.ts';
import { openRoom, type Room } from './room.ts';
import type { Servers, ServersOptions } from './servers.ts';
import { enter, presentUsers } from './users.ts';

const answerMs = 10_000;
const watchMs = 500;

/**
 * The PostgreSQL of a data directory: started by the first process that needs it, used by those that come while it
 * runs, stopped by the last that leaves. What a killed process left behind is cleared by the next start.
 */
export async function startEmbedded(options: ServersOptions): Promise<Servers> {
  const progress = options.progress ?? (() => {});
  const room = await openRoom(options.dataDirectory);
  const { place, server, started, password, user } = await locked(room, progress, () =>
    arrive(room, options, progress),
  );
  const watch = watchOver(server, room, options.onLost);
  let stopping: Promise<void> | null = null;
  return {
    databaseUrl: `postgres://${owner}:${password}@127.0.0.1:${server.port}/${databaseName}`,
    owned: started,
    describe: () => ({
      kind: 'embedded',
      address: `127.0.0.1:${server.port}/${databaseName}`,
      version: place.binaries.version,
      cluster: place.cluster,
      log: room.log,
      processId: server.pid,
      runsAs: place.account?.name ?? null,
    }),
    stop: () => {
      clearInterval(watch);
      stopping ??= locked(room, progress, () => depart(room, place, user));
      return stopping;
    },
  };
}

interface Arrival {
  readonly place: Place;
  readonly server: Postmaster;
  readonly started: boolean;
  readonly password: string;
  readonly user: { leave(): Promise<void> };
}

async function arrive(room: Room, options: ServersOptions, progress: Progress): Promise<Arrival> {
  const place = await showing(progress, 'Preparing the embedded PostgreSQL', () => findPlace(room, options));
  const others = await presentUsers(room.users);
  let server = await findPostmaster(place.cluster);
  // With nobody left who uses it, it is what a killed process left: its connections may still be at work.
  if (server !== null && others.length === 0) {
    await showing(progress, 'Stopping a PostgreSQL that a killed Vigil left running', () => stopPostmaster(place));
    server = null;
  }
  const started = server === null;
  if (server === null) {
    const { moveDatabase: move, settings = {} } = options;
    await bringToOurMajor(room, place, { move, settings, progress });
    await showing(progress, 'Making the database', () => makeCluster(room, place));
    await keepBinaries(place.binaries, place.kept);
  }
  const password = await readPassword(room);
  if (server === null) {
    server = await showing(progress, 'Starting PostgreSQL', () =>
      startPostmaster(place, room.log, options.settings ?? {}),
    );
  } else if (!(await answers(place.cluster, server, answerMs))) {
    throw new ServersError(
      `the PostgreSQL of ${room.dataDirectory} (process ${server.pid}, used by process ` +
        `${others.map((user) => user.pid).join(', ')}) does not answer on port ${server.port}; its log is ${room.log}`,
    );
  }
  return { place, server, started, password, user: await enter(room.users) };
}

async function depart(room: Room, place: Place, user: { leave(): Promise<void> }): Promise<void> {
  await user.leave();
  if ((await presentUsers(room.users)).length > 0) return;
  if ((await findPostmaster(place.cluster)) !== null) await stopPostmaster(place);
}

async function locked<T>(room: Room, progress: Progress, work: () => Promise<T>): Promise<T> {
  const since = performance.now();
  let told = false;
  const onWait = (holder: { pid: number }): void => {
    if (told || performance.now() - since < 1000) return;
    told = true;
    progress(`Waiting for process ${holder.pid}, which is starting or stopping the database`);
  };
  return withLock(room.lock, onWait, work);
}

/** Works alike for a server of our own and for one that another process started. */
function watchOver(server: Postmaster, room: Room, onLost: ServersOptions['onLost']): NodeJS.Timeout {
  const watch = setInterval(() => {
    if (pidExists(server.pid)) return;
    clearInterval(watch);
    onLost?.(new ServersError(`the embedded PostgreSQL (process ${server.pid}) has ended; its log is ${room.log}`));
  }, watchMs);
  return watch.unref();
}
