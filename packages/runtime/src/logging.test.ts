import { expect, test } from 'vitest';
import { createLogger } from './logging.ts';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger({ service: 'validator', destination: { write: (line) => lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a line says which service, run, stage, job and authority it is about', () => {
  const context = { authority: '852', run: 'r1', stage: 'validate', job: 'r1-validate-1' };
  const [line] = logged((logger) => logger.child(context).info({ list: 'contacts', rows: 12 }, 'validated'));
  expect(line).toMatchObject({
    level: 'info',
    service: 'validator',
    ...context,
    list: 'contacts',
    rows: 12,
    msg: 'validated',
  });
  expect(line!['time']).toMatch(/^\d{4}-\d{2}-\d{2}T/);
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
