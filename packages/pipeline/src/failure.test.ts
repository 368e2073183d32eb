import { describe, expect, it } from 'vitest';
import { decideRetry, mayQuoteData, recordFailure, StageFailure } from './failure.ts';

const policy = { attempts: 3, backoffSeconds: [1, 5] };
const accident = { kind: 'x', message: 'x', advice: 'x', retry: true };

describe('a failed attempt', () => {
  it('is tried again after the rest its policy names', () => {
    expect(decideRetry(policy, 1, accident)).toEqual({ outcome: 'retry', afterSeconds: 1 });
    expect(decideRetry(policy, 2, accident)).toEqual({ outcome: 'retry', afterSeconds: 5 });
  });

  it('waits for an operator once its attempts are used up', () => {
    expect(decideRetry(policy, 3, accident)).toEqual({ outcome: 'fail', because: 'attempts used up' });
  });

  it('is not repeated where repeating cannot help', () => {
    expect(decideRetry(policy, 1, { ...accident, retry: false })).toEqual({
      outcome: 'fail',
      because: 'not worth repeating',
    });
  });

  it('keeps the words of a failure that names its cause', () => {
    const failure = new StageFailure('missing-column', 'contacts.csv has no column "Date of Contact"', {
      advice: 'Send the file again with it.',
    });
    expect(recordFailure(failure)).toEqual({
      kind: 'missing-column',
      message: 'contacts.csv has no column "Date of Contact"',
      advice: 'Send the file again with it.',
      retry: false,
    });
  });

  it('knows a server that went away, however deep the error lies', () => {
    const lost = Object.assign(new Error('terminating connection'), { code: '57P01' });
    expect(recordFailure(new Error('query failed', { cause: lost }))).toMatchObject({
      kind: 'server-unreachable',
      retry: true,
    });
  });

  it('says what the database said, and neither the query nor what it was given', () => {
    const said = Object.assign(new Error('value too long for type character varying(36)'), { code: '22001' });
    said.name = 'PostgresError';
    const query = 'Failed query: insert into vigil.alert values ($1)\nparams: EX-00017';
    expect(recordFailure(new Error(query, { cause: said }))).toMatchObject({
      kind: 'PostgresError 22001',
      message: 'value too long for type character varying(36)',
    });
    expect(recordFailure(new Error(query)).message).toBe('Failed query: …');
    for (const error of [new Error(query), said]) expect(mayQuoteData(error)).toBe(true);
  });

  it('keeps the path that the system names', () => {
    const gone = Object.assign(new Error("ENOENT: no such file or directory, open '/srv/Extracts/contacts.csv'"), {
      code: 'ENOENT',
      syscall: 'open',
    });
    expect(recordFailure(gone).message).toContain('/srv/Extracts/contacts.csv');
    expect(mayQuoteData(gone)).toBe(false);
    expect(mayQuoteData(new Error('The file "X" is not there.'))).toBe(false);
  });

  it('does not repeat data that an unexpected error quotes', () => {
    const { message } = recordFailure(new Error('duplicate key (child)=(EX-00017): "EX-00017" Failing row'));
    expect(message).not.toContain('EX-00017');
  });
});
