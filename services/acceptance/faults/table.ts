import { clockedNight } from './clocked-night.ts';
import { fault, type AnyFault } from './fault.ts';
import type { StageName } from './here.ts';
import { asAt } from './night.ts';
import { everyJobTwice, killedAnywhere, killedAtCommit, killedWithTheMail, standsStill } from './processes.ts';
import { serviceKilled, services, type Service } from './separate.ts';
import {
  databaseCutOff,
  databaseRestarted,
  diskFull,
  mailServerDown,
  queueEmptied,
  redisAway,
  smallDiskMissing,
} from './servers.ts';

const both = ['PostgreSQL', 'Redis'] as const;

/** step, 2 · step, … up to and with count. */
const upTo = (count: number, step = 1): readonly number[] =>
  Array.from({ length: Math.floor(count / step) }, (_, index) => (index + 1) * step);

const surely = { head: 'surely', operators: 'of what is uncertain' } as const;
/** A mail that was with the mail server when it struck may be uncertain. */
const orUncertain = { head: 'or uncertain', operators: 'of what is uncertain' } as const;
/** Only an operator could put it right, so operators were written to. */
const afterAReplay = { head: 'surely', operators: 'of the failure' } as const;

/** What a night outlives. */
export const faults: readonly AnyFault[] = [
  fault<number>({
    what: 'being killed at a commit that is done, but of which the process never hears',
    on: both,
    strikes: ({ commits }) => upTo(commits),
    sample: ({ commits }) => ({ PostgreSQL: [commits - 4] }),
    told: orUncertain,
    live: killedAtCommit,
  }),
  fault<number>({
    what: 'being killed anywhere, up to three times (seeded)',
    on: both,
    strikes: (_, queue) => upTo(200).filter((seed) => (seed % 2 === 1) === (queue === 'Redis')),
    sample: () => ({ Redis: [1] }),
    told: orUncertain,
    live: killedAnywhere,
  }),
  fault<string>({
    what: 'being killed while the mail server has the mail and has not answered: uncertain, told, not sent twice',
    on: both,
    strikes: () => ['the first mail'],
    sample: () => ({ PostgreSQL: ['the first mail'] }),
    told: orUncertain,
    live: killedWithTheMail,
  }),
  fault<{ commit: number; seconds: number | null }>({
    what: 'a worker whose event loop stands still for longer than its lock and its lease, and then goes on',
    on: both,
    strikes: ({ commits }) => [
      ...upTo(commits, 3).map((commit) => ({ commit, seconds: null })),
      ...upTo(commits, 10).map((commit) => ({ commit, seconds: 75 })),
    ],
    sample: ({ commits }) => ({ PostgreSQL: [{ commit: Math.floor(commits / 2), seconds: null }] }),
    told: orUncertain,
    live: standsStill,
  }),
  fault<{ service: Service; commit: number }>({
    what: 'one of the services, each a process of its own, being killed at a commit and started again',
    on: both,
    strikes: () =>
      Object.entries(services).flatMap(([service, commits]) =>
        upTo(commits).map((commit) => ({ service: service as Service, commit })),
      ),
    sample: () => ({}),
    told: orUncertain,
    live: serviceKilled,
  }),
  fault<string>({
    what: 'two workers that are given every job at once',
    on: both,
    strikes: () => ['every job'],
    sample: () => ({ PostgreSQL: ['every job'] }),
    told: surely,
    live: everyJobTwice,
  }),
  fault<number>({
    what: 'a database that cuts off every connection at a commit',
    on: both,
    strikes: ({ commits }) => upTo(commits, 3),
    sample: () => ({ PostgreSQL: [6] }),
    told: orUncertain,
    live: databaseCutOff,
  }),
  fault<{ copy: number; how: 'in good order' | 'after a crash' }>({
    what: 'a PostgreSQL that is restarted in the middle of a COPY',
    on: both,
    options: { ownPostgres: true },
    strikes: ({ copies }) =>
      upTo(copies).flatMap((copy) => [
        { copy, how: 'in good order' } as const,
        { copy, how: 'after a crash' } as const,
      ]),
    // A database that was made ready before the night has one COPY fewer.
    mayMiss: 0.2,
    sample: () => ({ PostgreSQL: [{ copy: 1, how: 'after a crash' }] }),
    told: orUncertain,
    live: databaseRestarted,
  }),
  fault<StageName>({
    what: 'a queue that is emptied while a job for a stage is in it',
    on: both,
    strikes: () => ['pull', 'land', 'validate', 'publish', 'aggregate', 'evaluate', 'notify'],
    sample: () => ({ PostgreSQL: ['validate'], Redis: ['publish'] }),
    told: surely,
    live: queueEmptied,
  }),
  fault<{ commit: number; seconds: number }>({
    what: 'a Redis that is killed, away for a while and back empty',
    on: ['Redis'],
    strikes: ({ commits }) => upTo(commits, 4).map((commit) => ({ commit, seconds: 60 })),
    sample: () => ({ Redis: [{ commit: 12, seconds: 1 }] }),
    told: surely,
    live: redisAway,
  }),
  fault<string>({
    what: 'a mail server that is down: named, and a replay sends what was not sent',
    on: both,
    strikes: () => ['all night'],
    sample: () => ({ Redis: ['all night'] }),
    told: afterAReplay,
    live: mailServerDown,
  }),
  fault<number>({
    what: 'a landing store whose disk is full: named, and a replay lands what was not landed',
    on: both,
    missing: smallDiskMissing(),
    strikes: () => [4, 8, 12],
    sample: () => ({ PostgreSQL: [8] }),
    told: afterAReplay,
    live: diskFull,
  }),
  fault<readonly string[]>({
    what: 'a clock that leaps over the hour of its schedule when summer time begins',
    on: ['PostgreSQL'],
    // Half past one is not on the clocks that day; node-cron would skip the day.
    strikes: () => [
      ['00:59:10Z', '01:00:10Z', '01:30:10Z', '06:00:10Z'],
      ['00:59:10Z', '02:10:10Z', '06:00:10Z'],
    ],
    sample: () => ({ PostgreSQL: [['00:59:10Z', '01:00:10Z', '01:30:10Z', '06:00:10Z']] }),
    told: surely,
    live: (night, ticks) =>
      clockedNight(night, { day: '2021-03-28', schedulers: 2, at: ticks, nextWorkingDay: '2021-03-29' }),
  }),
  fault<readonly string[]>({
    what: 'a clock that shows the hour of its schedule twice when summer time ends',
    on: ['PostgreSQL'],
    // First by summer time, then again by winter time; on a machine whose clock is set back; and leapt over.
    strikes: () => [
      ['00:30:10Z', '01:00:10Z', '01:30:10Z', '07:00:10Z'],
      ['00:30:10Z', '01:30:10Z', '00:30:10Z', '01:30:10Z', '07:00:10Z'],
      ['00:10:10Z', '02:10:10Z', '07:00:10Z'],
    ],
    sample: () => ({ PostgreSQL: [['00:30:10Z', '01:30:10Z', '00:30:10Z', '01:30:10Z', '07:00:10Z']] }),
    told: surely,
    live: (night, ticks) =>
      clockedNight(night, { day: '2021-10-31', schedulers: 1, at: ticks, nextWorkingDay: '2021-11-01' }),
  }),
  fault<number>({
    what: 'several schedulers that tick at once',
    on: ['PostgreSQL'],
    strikes: () => [2, 5],
    sample: () => ({}), // two of them follow the clock that leaps
    told: surely,
    live: (night, schedulers) =>
      clockedNight(night, { day: asAt, schedulers, at: ['01:30:10Z', '07:00:10Z'], nextWorkingDay: '2021-01-05' }),
  }),
];
