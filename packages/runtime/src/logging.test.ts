import { describe, expect, it, test } from 'vitest';
import { about, createLogger } from './logging.ts';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger({ service: 'validator', destination: { write: (line) => lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('while a stage is worked on, every line says which authority, run, stage and job it is about', async () => {
  const context = { authority: '852', run: 'r1', stage: 'validate', job: 's1' };
  const lines: string[] = [];
  const logger = createLogger({ service: 'validator', destination: { write: (line) => lines.push(line) } });
  await about(context, async () => {
    logger.info({ list: 'contacts', rows: 12 }, 'validated');
    await Promise.resolve();
    logger.child({ part: 'reader' }).info('read');
  });
  logger.info('idle');
  const [inside, deeper, outside] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(inside).toMatchObject({
    level: 'info',
    service: 'validator',
    ...context,
    list: 'contacts',
    rows: 12,
    msg: 'validated',
  });
  expect(inside!['time']).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  expect(deeper).toMatchObject({ ...context, part: 'reader' });
  expect(outside).not.toHaveProperty('job');
});

test('no key is twice on a line', () => {
  const lines: string[] = [];
  const log = createLogger({ destination: { write: (line) => lines.push(line) } }).child({ service: 'validator' });
  about({ authority: '852', stage: 'validate', job: 's1' }, () =>
    about({ stage: 'publish' }, () => log.info({ err: new Error('no') }, 'said')),
  );
  const keys = [...lines[0]!.matchAll(/"(\w+)":/gu)].map(([, key]) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(JSON.parse(lines[0]!)).toMatchObject({ stage: 'publish', authority: '852' });
});

test('what could be about a child, a recipient or a password is not written', () => {
  const [line] = logged((logger) =>
    logger.info({
      child: 'C307',
      cells: ['C307', '04/01/2021'],
      mail: { to: 'head.qa@example.gov.uk', from: 'vigil@example.gov.uk' },
      config: { databaseUrl: 'postgres://vigil:hush@db' },
    }),
  );
  expect(line).toMatchObject({
    child: '[redacted]',
    cells: '[redacted]',
    mail: { to: '[redacted]', from: 'vigil@example.gov.uk' },
    config: { databaseUrl: '[redacted]' },
  });
});

test('an error says its class, message and causes, not the row that a driver hangs on it', () => {
  const cause = Object.assign(new TypeError('duplicate key'), { code: '23505', detail: 'Key (child)=(C307) exists.' });
  const [line] = logged((logger) => logger.error({ err: new Error('the merge failed', { cause }) }, 'stage failed'));
  expect(line!['err']).toMatchObject({
    type: 'Error',
    message: 'the merge failed',
    cause: { type: 'TypeError', message: 'duplicate key', code: '23505' },
  });
  expect(JSON.stringify(line)).not.toContain('C307');
});

describe('an error that quotes a child', () => {
  const row = "Key (child_unique_id, date_of_birth)=(C3-000107, 2011-04-01) conflicts with 'Ada Lovelace' on line 7";
  const thrown = (): Error => {
    const fromDriver = Object.assign(new Error(`${row}\nC3-000107,Ada Lovelace`), {
      name: 'PostgresError',
      code: '23505',
      detail: row,
      where: 'COPY staging, line 1: "C3-000107"',
      parameters: ['C3-000107', 'Ada Lovelace'],
    });
    const merge = new Error(`the merge failed: "C3-000107"`, { cause: fromDriver });
    return Object.assign(merge, { row: { forename: 'Ada Lovelace', id: 'C3-000107' } });
  };
  const circle = thrown();
  circle.cause = circle;

  it.each<[string, (log: ReturnType<typeof createLogger>) => void]>([
    ['as err', (log) => log.error({ err: thrown() }, 'failed')],
    ['as err, without a message', (log) => log.error({ err: thrown() })],
    ['as the line itself', (log) => log.error(thrown())],
    ['as the line itself, with a message', (log) => log.error(thrown(), 'failed')],
    ['under another name', (log) => log.warn({ reason: thrown() }, 'failed')],
    ['deeper', (log) => log.warn({ files: [{ problem: { because: thrown() } }] }, 'failed')],
    ['in what a message is filled with', (log) => log.warn('failed: %s', thrown())],
    ['as the cause of itself', (log) => log.error({ err: circle }, 'failed')],
    ['with a text as its cause', (log) => log.error({ err: new Error('failed', { cause: row }) })],
    ['of several', (log) => log.error({ err: new AggregateError([thrown()], row) }, 'failed')],
    ['bound to a logger', (log) => log.child({ err: thrown() }).info('failed')],
  ])('says nothing of it %s', (_, write) => {
    const [line] = logged(write);
    const text = JSON.stringify(line);
    expect(text).not.toMatch(/C3-000107|Ada|Lovelace|2011-04-01/u);
    expect(text).toContain('failed');
  });

  it('still says its class, code and where it was thrown', () => {
    const [line] = logged((log) => log.error({ err: thrown() }, 'failed'));
    expect(line!['err']).toMatchObject({
      type: 'Error',
      stack: expect.stringMatching(/^ {4}at .*logging\.test\.ts:\d+:\d+/u),
      cause: { type: 'PostgresError', code: '23505' },
    });
  });
});
